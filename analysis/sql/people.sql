-- Grain: one row per subscriber, index 0.. in the canonical order of ids.
-- Columns: sub, subscriber_id, key (keyed-draw state), plan, region, grp (random group 0-199, whole communities), tenure, active.
-- Without a community column each subscriber is a group's member alone: intervals then ignore ties and the page says so.
create or replace table people as
select (row_number() over (order by len(subscriber_id), subscriber_id) - 1)::integer as sub, subscriber_id,
    md5_number_lower(subscriber_id) as key,
    p.plan::smallint as plan,
    (dense_rank() over (order by region) - 1)::smallint as region,
    (md5_number_lower(coalesce('c' || community, 's' || subscriber_id)) % 200)::smallint as grp,
    s.tenure_months::integer as tenure, s.active
from subscribers s
join plan_index p using (plan_id)
