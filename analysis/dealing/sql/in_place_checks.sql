-- Grain: one row: what of months that are only looked at must be looked into first. Columns: strangers (subscriber-months of nobody
-- known), largest (what nobody's months can come to, in the currency or in GB, for all together do not: as in check_large_sums),
-- cells (what is said in columns that nothing sums: so every cell is read here, and none is found unreadable later).
with dearest as (
    select greatest(0, max(monthly_fee)) as fee, greatest(0, max(pack_price)) as price, greatest(0, max(pack_gb)) as pack,
        min(coalesce(pack_gb, 0)) as least_pack, greatest(0, max(allowance_gb)) as allowance
    from plans
),
at_most as (
    select count(*) as months, sum(greatest(0, packs_bought))::double as packs, sum(greatest(0, used_gb))::double as used,
        coalesce(sum(greatest(0, need_gb)), 0)::double as need, greatest(any_value(d.fee), max(u.monthly_fee))::double as fee,
        greatest(any_value(d.price), max(u.pack_price))::double as price, greatest(any_value(d.pack), max(u.pack_gb))::double as pack,
        greatest(0.001, least(any_value(d.least_pack), min(u.pack_gb)))::double as least_pack,
        greatest(any_value(d.allowance), max(u.allowance_gb))::double as allowance,
        sum((month is not null)::integer + (renewed is not null)::integer + (ran_out is not null)::integer)::bigint as cells
    from usage u, dearest d
)
select (select count(*) from usage anti join people using (subscriber_id)) as strangers,
    greatest(months * fee + packs * price + used * price / least_pack, months * coalesce(allowance, 0) + used + need + packs * pack) as largest,
    cells
from at_most
