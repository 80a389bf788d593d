-- Grain: one row per subscriber and replayed month, by sub, nth: what the kernels read.
select r.sub, r.nth, r.need_kb, r.balance_kb, r.packs, h.hazard
from replay_rows r
join plan_index p using (plan)
join hazards h on h.sim_type = p.sim_type and h.band = least(r.tenure // 6, 20)
order by r.sub, r.nth
