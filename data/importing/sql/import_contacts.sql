-- Grain: one row per synthesised on-net tie, in the schema of docs/data.md.
create or replace table contacts as
select a.subscriber_id, b.subscriber_id as contact_id, t.tie_strength::decimal(9,6) as tie_strength
from ties t
join placed_ids a on a.id = t.a
join placed_ids b on b.id = t.b
order by t.a, t.b
