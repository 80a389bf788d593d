-- Grain: one row per month with usage, and one of those that say none, of months that are only looked at: they are read once, and what
-- month_counts.sql counts is counted together with what in_place_checks.sql asks for. Columns as in month_counts.sql; strangers
-- (subscriber-months of nobody known); sums: packs, used, need; extremes: fee, price, pack, least_pack, allowance; cells (what is said
-- in columns that nothing sums: so every cell is read here, and none is found unreadable later).
create or replace table looked_into as
select u.month, count(*) as rows, sum(u.used_gb)::decimal(38, 6) as used_gb, count(u.renewed) as told,
    count(*) filter (q.active) as active, count(*) filter (not q.active) as gone,
    count(*) filter (u.allowance_gb is not null and u.monthly_fee is null and u.allowance_gb is distinct from p.allowance_gb) as other,
    count(*) filter (q.sub is null) as strangers, sum(greatest(0, u.packs_bought)) as packs, sum(greatest(0, u.used_gb)) as used,
    sum(greatest(0, u.need_gb)) as need, max(u.monthly_fee) as fee, max(u.pack_price) as price, max(u.pack_gb) as pack,
    min(u.pack_gb) as least_pack, max(u.allowance_gb) as allowance,
    sum((u.month is not null)::integer + (u.renewed is not null)::integer + (u.ran_out is not null)::integer)::bigint as cells
from usage u
left join people q using (subscriber_id)
left join plans p using (plan_id)
group by u.month
