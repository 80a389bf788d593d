-- Grain: one row per giver, receiver and month with a gift in the log of a pilot. Columns: giver, receiver, month, gb.
create table passed as
select giver_id as giver, receiver_id as receiver, date_trunc('month', month)::date as month, sum(gb)::double as gb
from gifts
where not coalesce(refused, false)
group by all
