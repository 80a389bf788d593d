-- Grain: one row per tie. Columns: one, other (subscribers).
select a.sub as one, b.sub as other
from contacts c join who a using (subscriber_id) join who b on b.subscriber_id = c.contact_id
order by 1, 2
