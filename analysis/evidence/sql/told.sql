-- Grain: one row per giver, receiver and replayed month with a gift of $kind. Columns: giver, receiver, nth, gb (accepted).
create or replace table told as
select a.sub as giver, b.sub as receiver, m.nth, sum(case when outcome = 'accepted' then coalesce(gift_gb, 0) else 0 end)::double as gb
from gifts g join who a using (subscriber_id) join who b on b.subscriber_id = g.contact_id
join calendar m on m.month = date_trunc('month', g.date)
where g.kind = $kind
group by all
