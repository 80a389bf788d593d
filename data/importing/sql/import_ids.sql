-- Grain: one row per subscriber, placed by region and in a keyed order inside it.
-- Columns: id (0-based place), block (of consecutive ids), state (keyed-draw state), subscriber_id.
create or replace table placed_ids as
with keyed as (
    select subscriber_id, region, mix_key(md5_lower(subscriber_id) & 4294967295::ubigint, $seed::ubigint) as state
    from subscribers
),
numbered as (
    select *, row_number() over (order by region, state, len(subscriber_id), subscriber_id) - 1 as id from keyed
)
select id, id // $block_size as block, state, subscriber_id from numbered order by id
