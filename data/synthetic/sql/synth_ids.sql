-- Grain: one row per synthetic subscriber of ids [$first, $last). Blocks of $block_size ids are the unit of chunking.
-- Columns: id, block, state (32-bit state of the subscriber's keyed draws).
create or replace table ids as
select id, id // $block_size as block, mix_key(mix32(id::ubigint), $seed::ubigint) as state
from range($first::bigint, $last::bigint) t(id)
