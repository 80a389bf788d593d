-- Grain: one row per row of the assignment that puts a subscriber into another arm than an earlier row does.
-- Columns: row, value (the subscriber), first (the earlier row).
create or replace table found as
select rowid as row, subscriber_id as value, min(rowid) over (partition by subscriber_id) as first
from assignment
qualify arm <> first_value(arm) over (partition by subscriber_id order by rowid)
