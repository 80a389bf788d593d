-- Grain: one row of `contacts` whose pair an earlier row has, in the same direction. Columns: row (rowid), value (the ids), first (rowid of the earlier row).
create or replace table found as
with repeated as (
    select subscriber_id, contact_id, min(rowid) as first from contacts group by subscriber_id, contact_id having count(*) > 1
)
select c.rowid as row, c.subscriber_id || ' ' || c.contact_id as value, r.first
from contacts c join repeated r on r.subscriber_id = c.subscriber_id and r.contact_id = c.contact_id and c.rowid > r.first
