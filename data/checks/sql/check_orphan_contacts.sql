-- Grain: one row of `contacts` to somebody who is not in `subscribers`. Columns: row (rowid), value (the contact's id).
create or replace table found as
select c.rowid as row, c.contact_id as value
from contacts c anti join subscribers s on s.subscriber_id = c.contact_id
where c.contact_id is not null
