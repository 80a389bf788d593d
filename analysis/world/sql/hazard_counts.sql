-- Grain: one row per SIM kind and band of tenure. Columns: gone (how many left), known (of how many subscriber-months is it known).
select p.sim_type, r.band, coalesce(sum(r.leaving), 0)::bigint as gone, count(r.leaving) as known
from replay_rows r
join plan_index p using (plan)
group by p.sim_type, r.band
order by p.sim_type, r.band
