-- Grain: one row per subscriber of a base whose key is wanted, by the place at which it is.
select w.place, s.subscriber_id
from subscribers s
join wanted w on w.key = md5_lower(s.subscriber_id)
order by w.place, s.subscriber_id
