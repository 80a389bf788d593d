-- Grain: one row per subscriber: its number in the base and its shard, by its random group. $shards is how many there are.
create or replace table shard_of as
select sub as person, subscriber_id, (grp % $shards)::smallint as shard from people
