-- Grain: one row per subscriber, index 0.. in the canonical order of ids. Columns: sub, subscriber_id, state (order of choosing).
create or replace table community_people as
select row_number() over (order by len(subscriber_id), subscriber_id) - 1 as sub, subscriber_id,
    mix_key(md5_lower(subscriber_id) & 4294967295::ubigint, $seed::ubigint) as state
from subscribers
