-- Grain: one row per SIM kind and months of tenure where somebody's renewal is known. Columns: at_risk (renewal known), gone (left).
select p.sim_type, r.tenure, count(r.leaving) as at_risk, sum(r.leaving)::bigint as gone
from replay_rows r
join plan_index p using (plan)
where r.leaving is not null
group by p.sim_type, r.tenure
order by p.sim_type, r.tenure
