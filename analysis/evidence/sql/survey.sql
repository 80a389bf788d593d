-- Grain: one row per question sent in a replayed month. Columns: sub, nth, score (null: no answer).
select w.sub, m.nth, s.score::double as score
from survey s join who w using (subscriber_id) join calendar m on m.month = date_trunc('month', s.date)
order by 1, 2, s.date
