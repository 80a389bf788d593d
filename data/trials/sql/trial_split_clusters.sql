-- Grain: one row per row of the assignment that puts a cluster into another arm or stratum than its first row does.
-- Columns: row, value (the cluster), first (the first row).
create or replace table found as
select rowid as row, cluster as value, min(rowid) over (partition by cluster) as first
from assignment
qualify arm <> first_value(arm) over (partition by cluster order by rowid)
    or stratum <> first_value(stratum) over (partition by cluster order by rowid)
