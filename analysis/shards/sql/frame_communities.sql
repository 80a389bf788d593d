-- Grain: one row per subscriber whose community has a lot up to $last, by sub.
-- Columns: community (a number from 0, in the order of names, as a pilot counts communities; who has none is one alone).
select (dense_rank() over (order by coalesce('c' || s.community, 's' || s.subscriber_id)) - 1)::integer as community
from people p
join subscribers s using (subscriber_id)
where p.lot <= $last
order by p.sub
