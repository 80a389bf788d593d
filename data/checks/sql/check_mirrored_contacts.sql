-- Grain: one row of `contacts` that repeats an earlier one from the other end. Columns: row (rowid), value (the ids), first (rowid of the earlier row).
create or replace table found as
with repeated as (
    select least(subscriber_id, contact_id) as a, greatest(subscriber_id, contact_id) as b, min(rowid) as first,
        arg_min(subscriber_id, rowid) as first_end
    from contacts where subscriber_id <> contact_id
    group by 1, 2 having count(distinct subscriber_id) > 1
)
select c.rowid as row, c.subscriber_id || ' ' || c.contact_id as value, r.first
from contacts c
join repeated r on r.a = least(c.subscriber_id, c.contact_id) and r.b = greatest(c.subscriber_id, c.contact_id)
where c.rowid > r.first and c.subscriber_id <> r.first_end
