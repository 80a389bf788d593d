-- Grain: one row per subscriber, sub 0.. in the canonical order of ids (shorter first), as where a base is made ready.
create or replace table people as
select (row_number() over (order by len(subscriber_id), subscriber_id) - 1)::integer as sub, subscriber_id, plan_id,
    coalesce(sim_type = 'local', false) as local
from subscribers
left join plans using (plan_id)
