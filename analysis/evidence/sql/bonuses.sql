-- Grain: one row per subscriber and replayed month with a bonus. Columns: sub, nth, gb.
select w.sub, m.nth, sum(b.bonus_gb)::double as gb
from bonuses b join who w using (subscriber_id) join calendar m on m.month = date_trunc('month', b.date)
group by all
order by 1, 2
