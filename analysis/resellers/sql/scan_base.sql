-- Grain: one row per giver, receiver and month with an accepted gift of data in a base's own log. Columns: giver, receiver, month, gb.
create table passed as
select subscriber_id as giver, contact_id as receiver, date_trunc('month', date)::date as month, sum(coalesce(gift_gb, 0))::double as gb
from gifts
where kind = 'data' and outcome = 'accepted'
group by all
