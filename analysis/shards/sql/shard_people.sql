-- Grain: one row per subscriber of a shard, index 0.. in the order of their numbers in the base. Ids stay in the base: here a number
-- stands for each.
create or replace table people as
select (row_number() over (order by person) - 1)::integer as sub, person as subscriber_id, * exclude (person)
from routed_people
