-- Grain: one row per tie between two different subscribers. Columns: a, b, strength (millionths).
select a.sub as a, b.sub as b, (c.tie_strength * 1000000)::bigint as strength
from contacts c
join community_people a on a.subscriber_id = c.subscriber_id
join community_people b on b.subscriber_id = c.contact_id
where a.sub <> b.sub
order by a.sub, b.sub
