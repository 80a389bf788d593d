-- Grain: one row per segment (dimension, level). Column: subscribers in it.
select dimension, level, count(*) as subscribers
from people q
join plan_index p using (plan)
cross join lateral (values ('all', 'all'), ('plan', p.plan_id)) d(dimension, level)
group by dimension, level
