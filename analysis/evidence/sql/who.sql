-- Grain: one row per subscriber, in the canonical order of ids (as analysis/world/sql/people.sql). Columns: sub, subscriber_id, plan_id, region.
create or replace table who as
select (row_number() over (order by len(subscriber_id), subscriber_id) - 1)::integer as sub, subscriber_id, plan_id, region
from subscribers
