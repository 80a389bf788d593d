-- Grain: one row per subscriber whose money paid and used, or whose volume, is more than whole numbers of 64 bits hold with six
-- decimals, twice over. Columns: row (rowid of the row of `usage` with most of it), value (the sum, in the currency or in GB).
-- Nobody has more than all have together, at the dearest and largest of all plans: where that is little (`large` is empty), no row
-- is joined to its plan and no subscriber summed.
create or replace table found as
with dearest as (
    select greatest(0, max(monthly_fee)) as fee, greatest(0, max(pack_price)) as price, greatest(0, max(pack_gb)) as pack,
        min(coalesce(pack_gb, 0)) as least_pack, greatest(0, max(allowance_gb)) as allowance
    from plans
),
in_all as (
    select count(*) as months, sum(packs_bought) filter (packs_bought > 0) as packs, sum(used_gb) filter (used_gb > 0) as used,
        sum(need_gb) filter (need_gb > 0) as need, max(monthly_fee) as fee, max(pack_price) as price, max(pack_gb) as pack,
        min(pack_gb) as least_pack, max(allowance_gb) as allowance
    from usage
),
at_most as (
    select months, coalesce(packs, 0)::double as packs, coalesce(used, 0)::double as used, coalesce(need, 0)::double as need,
        greatest(d.fee, u.fee)::double as fee, greatest(d.price, u.price)::double as price, greatest(d.pack, u.pack)::double as pack,
        greatest(0.001, least(d.least_pack, u.least_pack))::double as least_pack, greatest(d.allowance, u.allowance)::double as allowance
    from in_all u, dearest d
),
large as (
    select 1 from at_most
    where greatest(months * fee + packs * price + used * price / least_pack, months * allowance + used + need + packs * pack) > 2300000000000
),
amounts as (
    select row, subscriber_id, fee + packs_bought * price + used_gb::double * price / greatest(pack, 0.001) as money,
        allowance + greatest(used_gb, coalesce(need_gb, 0)) + packs_bought * pack as gb
    from (
        select u.rowid as row, u.*, coalesce(u.monthly_fee, p.monthly_fee)::double as fee, coalesce(u.pack_price, p.pack_price)::double as price,
            coalesce(u.pack_gb, p.pack_gb)::double as pack, coalesce(u.allowance_gb, p.allowance_gb, 0)::double as allowance
        from usage u join subscribers s using (subscriber_id) join plans p using (plan_id) semi join large on true
    )
)
select arg_max(row, greatest(money, gb)) as row, format('{:.0f}', greatest(sum(money), sum(gb))) as value
from amounts
group by subscriber_id
having greatest(sum(money), sum(gb)) > 4600000000000
