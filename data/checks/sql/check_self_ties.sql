-- Grain: one row of `contacts` from a subscriber to the same subscriber. Columns: row (rowid), value (the id).
create or replace table found as
select rowid as row, subscriber_id as value from contacts where subscriber_id = contact_id
