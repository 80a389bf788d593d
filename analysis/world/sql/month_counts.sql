-- Grain: one row per month with usage: what is counted of its subscriber-months, so that counts of pieces of a base add.
-- Columns: month, rows, used_gb; told (a cell says whether the subscriber renewed), active and gone (is the subscriber said to be
-- so now: asked only of months in which no cell says who renewed, elsewhere 0); other (an allowance of its own that is not the one of
-- the plan the subscriber is on now, and nothing says what it cost).
-- Subscribers are looked up for the rows alone that ask for them: in most bases for none.
create or replace table month_counts as
with counted as (
    select month, count(*) as rows, sum(used_gb)::decimal(38, 6) as used_gb, count(renewed) as told
    from usage
    where month is not null
    group by month
),
untold as (
    select u.month, count(*) filter (q.active) as active, count(*) filter (not q.active) as gone
    from usage u
    join people q using (subscriber_id)
    where u.month in (select month from counted where told = 0)
    group by u.month
),
unlike as (
    select u.month, count(*) as other
    from usage u
    left join people q using (subscriber_id)
    left join plans p using (plan_id)
    where u.allowance_gb is not null and u.monthly_fee is null and u.allowance_gb is distinct from p.allowance_gb
    group by u.month
)
select month, rows, used_gb, told, coalesce(active, 0) as active, coalesce(gone, 0) as gone, coalesce(other, 0) as other
from counted
left join untold using (month)
left join unlike using (month)
