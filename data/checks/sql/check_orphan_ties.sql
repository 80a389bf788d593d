-- Grain: one row of `contacts` of a subscriber who is not in `subscribers`. Columns: row (rowid), value (the id).
create or replace table found as
select rowid as row, subscriber_id as value from contacts anti join subscribers using (subscriber_id) where subscriber_id is not null
