-- Grain: one row per resident among the ids of this chunk: those whom the stages for a market of residents are asked for.
create or replace table ids as
select * from ids where id % $block_size < $block_size * $travel_resident_share
