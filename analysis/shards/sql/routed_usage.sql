-- Grain: one row per subscriber and replayed month of the base, by shard; the number of the subscriber in place of its id.
create or replace view routed_usage as
select h.person as subscriber_id, h.shard, u.* exclude (subscriber_id)
from usage u join shard_of h using (subscriber_id)
where u.month in (select month from replay_months)
