-- Grain: one row per subscriber of the base, by shard: what its replay asks, without its id.
create or replace view routed_people as
select h.person, h.shard, q.plan, q.plan_id, q.sim_type, q.region, q.tenure, q.age_band, q.active, q.grp
from people q join shard_of h on h.person = q.sub
