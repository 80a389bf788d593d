-- Grain: one row per subscriber and replayed month with days, a month being a billing cycle where billing days are kept. Columns: sub,
-- nth, half (GB used in its first fifteen days).
select w.sub, m.nth, coalesce(sum(d.used_gb) filter (where day(d.date - (coalesce(d.billing_day, 1) - 1)) <= 15), 0)::double as half
from daily d join who w using (subscriber_id)
join calendar m on m.month = date_trunc('month', d.date - (coalesce(d.billing_day, 1) - 1))
group by all
order by 1, 2
