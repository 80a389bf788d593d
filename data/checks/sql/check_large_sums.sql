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
at_most as (
    select count(*) as months, sum(greatest(0, packs_bought))::double as packs, sum(greatest(0, used_gb))::double as used,
        sum(greatest(0, need_gb))::double as need, greatest(any_value(d.fee), max(u.monthly_fee))::double as fee,
        greatest(any_value(d.price), max(u.pack_price))::double as price, greatest(any_value(d.pack), max(u.pack_gb))::double as pack,
        greatest(0.001, least(any_value(d.least_pack), min(u.pack_gb)))::double as least_pack,
        greatest(any_value(d.allowance), max(u.allowance_gb))::double as allowance
    from usage u, dearest d
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
