-- Grain: one row: what of months that are only looked at must be looked into first, from `looked_into`. Columns: strangers
-- (subscriber-months of nobody known), largest (what nobody's months can come to, in the currency or in GB, for all together do not: as
-- in check_large_sums), cells (what is said in columns that nothing sums).
with dearest as (
    select greatest(0, max(monthly_fee)) as fee, greatest(0, max(pack_price)) as price, greatest(0, max(pack_gb)) as pack,
        min(coalesce(pack_gb, 0)) as least_pack, greatest(0, max(allowance_gb)) as allowance
    from plans
),
at_most as (
    select sum(rows) as months, sum(packs)::double as packs, sum(used)::double as used, coalesce(sum(need), 0)::double as need,
        greatest(any_value(d.fee), max(l.fee))::double as fee, greatest(any_value(d.price), max(l.price))::double as price,
        greatest(any_value(d.pack), max(l.pack))::double as pack,
        greatest(0.001, least(any_value(d.least_pack), min(l.least_pack)))::double as least_pack,
        greatest(any_value(d.allowance), max(l.allowance))::double as allowance,
        sum(strangers)::bigint as strangers, sum(cells)::bigint as cells
    from looked_into l, dearest d
)
select strangers,
    greatest(months * fee + packs * price + used * price / least_pack, months * coalesce(allowance, 0) + used + need + packs * pack) as largest,
    cells
from at_most
