-- Grain: one row per month with usage: what is counted of its subscriber-months, so that counts of pieces of a base add.
-- Columns: month, rows, used_gb; told (a cell says whether the subscriber renewed), active and gone (is the subscriber said to be
-- so now); other (an allowance of its own that is not the one of the plan the subscriber is on now, and nothing says what it cost).
create or replace table month_counts as
select u.month, count(*) as rows, sum(u.used_gb)::decimal(38, 6) as used_gb, count(u.renewed) as told,
    count(*) filter (q.active) as active, count(*) filter (not q.active) as gone,
    count(*) filter (u.allowance_gb is not null and u.monthly_fee is null and u.allowance_gb is distinct from p.allowance_gb) as other
from usage u
left join people q using (subscriber_id)
left join plans p using (plan_id)
where u.month is not null
group by u.month
