-- Grain: one row per subscriber, in the order of a world (shorter ids first). The community as a number from 0, in the order of
-- names; who has none is one alone.
select subscriber_id, (dense_rank() over (order by coalesce('c' || community, 's' || subscriber_id)) - 1)::integer as community
from subscribers
order by len(subscriber_id), subscriber_id
