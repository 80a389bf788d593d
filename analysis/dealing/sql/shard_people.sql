-- Grain: one row per subscriber of a shard, by number. Columns: sub (its number in the base), plan.
select sub, plan from read_parquet($file) where grp % $shards = $shard order by sub
