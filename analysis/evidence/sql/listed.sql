-- Grain: one row per cell and price. Columns: cell, day (since 1970), price.
with cells as (select distinct dense_rank() over (order by plan_id, region) - 1 as cell, plan_id, region from who)
select cell::integer as cell, datediff('day', date '1970-01-01', date)::integer as day, pack_price::double as price
from prices join cells using (plan_id, region)
order by 1, 2
