-- Grain: one row per month, plan and tariff of months with a fee, a price or a pack of their own. Micro-units and kB.
create or replace table own_tariffs as
select distinct u.month, q.plan, coalesce(kb_of(u.monthly_fee), p.fee) as fee, coalesce(kb_of(u.pack_price), p.pack_price) as pack_price,
    coalesce(kb_of(u.pack_gb), p.pack_kb) as pack_kb
from usage u
join people q using (subscriber_id)
join plan_index p using (plan)
where u.monthly_fee is not null or u.pack_price is not null or u.pack_gb is not null
