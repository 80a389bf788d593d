-- Grain: one row per tie between two subscribers of the table people, in no order. Columns: one, other (their numbers), strength.
select a.sub as one, b.sub as other, c.tie_strength::double as strength
from contacts c
join people a on a.subscriber_id = c.subscriber_id
join people b on b.subscriber_id = c.contact_id
