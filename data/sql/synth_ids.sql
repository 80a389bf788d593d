-- Grain: one row per synthetic subscriber of ids [$first, $last). Blocks of 200 ids are the unit of chunking.
create or replace table ids as
select id, id // 200 as block, mix_key(mix32(id::ubigint), $seed::ubigint) as state
from range($first::bigint, $last::bigint) t(id)
