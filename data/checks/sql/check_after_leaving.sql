-- Grain: one row of `usage` after a month that the subscriber did not renew. Columns: row (rowid), value (id and month left).
create or replace table found as
with left_in as (select subscriber_id, min(month) as month from usage where renewed = false group by subscriber_id)
select u.rowid as row, u.subscriber_id || ' ' || l.month as value
from usage u join left_in l on l.subscriber_id = u.subscriber_id and u.month > l.month
