-- Grain: one row per SIM kind and band of tenure. Column hazard: share leaving in a month, shrunk towards the rate of its SIM kind
-- with the weight of 200 subscriber-months; the base's rate where nobody of the kind is known, $unknown_hazard where nobody is.
create or replace table hazards as
with banded as (
    select p.sim_type, r.band, r.leaving
    from replay_rows r join plan_index p using (plan)
),
overall as (select coalesce(avg(leaving), $unknown_hazard) as rate from banded),
kinds as (select sim_type, coalesce(avg(leaving), any_value(rate)) as rate from banded cross join overall group by sim_type)
select sim_type, band, (coalesce(sum(leaving), 0) + 200 * any_value(rate)) / (count(leaving) + 200) as hazard
from banded join kinds using (sim_type)
group by sim_type, band
