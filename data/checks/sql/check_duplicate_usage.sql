-- Grain: one row of `usage` whose subscriber and month an earlier row has. Columns: row (rowid), value (id and month), first (rowid of the earlier row).
create or replace table found as
with repeated as (select subscriber_id, month, min(rowid) as first from usage group by subscriber_id, month having count(*) > 1)
select u.rowid as row, u.subscriber_id || ' ' || u.month as value, r.first
from usage u join repeated r on r.subscriber_id = u.subscriber_id and r.month = u.month and u.rowid > r.first
