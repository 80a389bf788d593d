-- Grain: one row per cell and replayed month of which a price is known. Columns: cell, nth, price (on the first day), same (no
-- other price begins within the month).
with cells as (select distinct dense_rank() over (order by plan_id, region) - 1 as cell, plan_id, region from who),
priced as (select cell, date, pack_price from prices join cells using (plan_id, region))
select c.cell::integer as cell, m.nth, arg_max(p.pack_price, p.date) filter (where p.date <= m.month)::double as price,
    coalesce(bool_and(p.pack_price = now.pack_price) filter (where p.date > m.month and p.date < m.month + interval 1 month), true) as same
from (select distinct cell from priced) c
cross join calendar m
join priced p using (cell)
join (select cell, nth, arg_max(pack_price, date) as pack_price from priced join calendar on date <= month group by all) now
    on now.cell = c.cell and now.nth = m.nth
group by c.cell, m.nth
order by c.cell, m.nth
