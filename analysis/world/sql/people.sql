-- Grain: one row per subscriber, as numbered (numbered_by_id.sql).
-- Columns: sub, subscriber_id, key (keyed-draw state), plan, region, sim_type, grp (random group below $groups, whole communities
-- together), lot (the place of its community in the draw of a sample), tenure, age_band, active (null
-- unknown). Without a community each subscriber is grouped alone.
create or replace table people as
select sub, subscriber_id,
    md5_lower(subscriber_id) as key,
    p.plan::smallint as plan, p.plan_id, p.sim_type, s.region, s.tenure_months::integer as tenure, coalesce(s.age_band, 'unknown') as age_band, s.active, s.account_id,
    (coalesce(c.place, md5_lower('s' || subscriber_id)) % $groups::ubigint)::smallint as grp,
    coalesce(c.place, md5_lower('s' || subscriber_id)) // $groups::ubigint as lot
from numbered s
join plan_index p using (plan_id)
left join (select community, md5_lower('c' || community) as place from subscribers group by community) c using (community)
