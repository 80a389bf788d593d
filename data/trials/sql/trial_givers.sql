-- Grain: one row per giver since the run-in of $run_in months, the most generous first. Columns: gifts that were not refused, to
-- those who take part.
select count(*)::double as gifts
from gifts t
join members g on g.subscriber_id = t.giver_id
join members r on r.subscriber_id = t.receiver_id
join calendar c on c.month = t.month
where not coalesce(t.refused, false) and c.place >= $run_in
group by t.giver_id
order by gifts desc
