-- Grain: one row of `plans` whose id an earlier row has. Columns: row (rowid of the table), value (the id), first (rowid of the earlier row).
create or replace table found as
with repeated as (select plan_id, min(rowid) as first from plans group by plan_id having count(*) > 1)
select p.rowid as row, p.plan_id as value, r.first
from plans p join repeated r on r.plan_id = p.plan_id and p.rowid > r.first
