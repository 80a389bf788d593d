-- Grain: one row per SIM kind and band of tenure. Column hazard: share leaving in a month, shrunk towards the base's rate with
-- the weight of 200 subscriber-months; $unknown_hazard where the base does not say who renewed.
create or replace table hazards as
with banded as (
    select p.sim_type, least(r.tenure // 6, 20) as band, r.leaving
    from replay_rows r join plan_index p using (plan)
),
overall as (select coalesce(avg(leaving), $unknown_hazard) as rate from banded)
select sim_type, band, (coalesce(sum(leaving), 0) + 200 * any_value(rate)) / (count(leaving) + 200) as hazard
from banded cross join overall
group by sim_type, band
