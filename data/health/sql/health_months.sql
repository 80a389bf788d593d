-- Grain: one row per subscriber and month of $days (first days), in no order. Columns as `Observed` in data/health/months.py: month is
-- the place of a day in $places, sub that of the table people; volumes in kB, revenue in micro-units of currency.
with days as (select unnest($days::date[]) as day, unnest($places::integer[]) as place),
plans_kb as (
    select plan_id, kb_of(allowance_gb) as allowance_kb, kb_of(pack_gb) as pack_kb, kb_of(monthly_fee) as fee, kb_of(pack_price) as price
    from plans
)
select q.sub, d.place as month, coalesce(kb_of(u.allowance_gb), p.allowance_kb, -1) as allowance_kb, kb_of(u.used_gb) as used_kb,
    coalesce(kb_of(u.need_gb), -1) as said_kb, u.packs_bought * coalesce(kb_of(u.pack_gb), p.pack_kb) as bought_kb, u.packs_bought as packs,
    coalesce(kb_of(u.monthly_fee), p.fee) + u.packs_bought * coalesce(kb_of(u.pack_price), p.price) as revenue,
    coalesce(u.renewed::tinyint, -1)::tinyint as renewed, coalesce(u.ran_out::tinyint, -1)::tinyint as told
from usage u
join days d on d.day = u.month
join people q using (subscriber_id)
join plans_kb p using (plan_id)
