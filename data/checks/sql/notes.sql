-- Grain: one row. Columns: months (subscriber-months), ran_out (in how many use reached allowance and packs), need_unknown (in how
-- many of those no need is given), renewed_known (of how many it is known whether the subscriber renewed), people, never_seen
-- (subscribers without any month), gone (not active, though nobody says they left, in the month $last), left_active (active,
-- though they did not renew in it), inactive (not active), short_plans and long_plans (plans whose SIMs live under 28 days, or over 31).
-- $last is the first day of the last month of the base, null where it has none: a mistyped month is none.
with joined as (
    select u.*, s.active, u.month = $last::date as is_last,
        coalesce(u.allowance_gb, p.allowance_gb) is not null and u.used_gb > 0
            and u.used_gb >= coalesce(u.allowance_gb, p.allowance_gb) + u.packs_bought * coalesce(u.pack_gb, p.pack_gb) as at_limit
    from usage u join subscribers s using (subscriber_id) join plans p using (plan_id)
),
rows as (
    select count(*) as months, count(*) filter (where at_limit) as ran_out, count(*) filter (where at_limit and need_gb is null) as need_unknown,
        count(renewed) as renewed_known, count(*) filter (where is_last and renewed and not active) as gone,
        count(*) filter (where is_last and not renewed and active) as left_active
    from joined
),
people as (
    select count(*) as people, count(*) filter (where subscriber_id not in (select subscriber_id from usage)) as never_seen,
        count(*) filter (where not active) as inactive
    from subscribers
)
select *, (select count(*) from plans where validity_days < 28) as short_plans, (select count(*) from plans where validity_days > 31) as long_plans
from rows cross join people
