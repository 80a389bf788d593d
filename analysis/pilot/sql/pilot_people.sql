-- Grain: one row per subscriber, in the order of a world (shorter ids first). The community as a number from 0 and as a key of
-- keyed draws; who has none is one alone.
select subscriber_id, (dense_rank() over (order by label) - 1)::integer as community, md5_number_lower(label) as key
from (select subscriber_id, coalesce('c' || community, 's' || subscriber_id) as label from subscribers)
order by len(subscriber_id), subscriber_id
