-- Grain: one row per subscriber and replayed month, by nth, sub: what the kernels read. A month's rows lie together, as its walk reads them.
select r.sub, r.nth, r.need_kb, r.balance_kb, r.packs, h.hazard, coalesce(r.leaving, 0)::tinyint as leaving
from replay_rows r
join plan_index p using (plan)
join hazards h on h.sim_type = p.sim_type and h.band = r.band
order by r.nth, r.sub
