-- Grain: one row per on-net tie between two known subscribers, strongest first; equal ties by the sum of the ends' keys.
select a.sub as a, b.sub as b, c.tie_strength::double as strength
from contacts c
join people a on a.subscriber_id = c.subscriber_id
join people b on b.subscriber_id = c.contact_id
order by c.tie_strength desc, md5_lower((a.key // 2 + b.key // 2)::varchar), a.sub, b.sub
