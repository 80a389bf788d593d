-- Grain: one row per subscriber with usage, index 0.. in the canonical order of ids. Columns: sub, subscriber_id, state (keyed draws).
create or replace table need_people as
select (row_number() over (order by len(subscriber_id), subscriber_id) - 1)::integer as sub, subscriber_id,
    mix_key(md5_lower(subscriber_id) & 4294967295::ubigint, $seed::ubigint) as state
from (select distinct subscriber_id from usage)
