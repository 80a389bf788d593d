-- Grain: one row per subscriber, by sub. Columns: able (there is a cheaper plan of its SIM kind).
select exists (select 1 from plans c where c.sim_type = p.sim_type and c.monthly_fee < p.monthly_fee) as able
from who w join plans p using (plan_id) order by w.sub
