-- Grain: one row per subscriber and replayed month with days. Columns: sub, nth, half (GB used by the 15th).
select w.sub, m.nth, coalesce(sum(d.used_gb) filter (where day(d.date) <= 15), 0)::double as half
from daily d join who w using (subscriber_id) join calendar m on m.month = date_trunc('month', d.date)
group by all
order by 1, 2
