-- Grain: one row of `subscribers` whose id an earlier row has. Columns: row (rowid of the table), value (the id), first (rowid of the earlier row).
create or replace table found as
with repeated as (select subscriber_id, min(rowid) as first from subscribers group by subscriber_id having count(*) > 1)
select s.rowid as row, s.subscriber_id as value, r.first
from subscribers s join repeated r on r.subscriber_id = s.subscriber_id and s.rowid > r.first
