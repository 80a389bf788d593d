-- Grain: one row per on-net tie, in the schema of docs/data.md.
create or replace table contacts as
select a::varchar as subscriber_id, b::varchar as contact_id, tie_strength::decimal(9,6) as tie_strength
from ties
order by a, b
