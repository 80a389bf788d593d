-- Grain: one row per subscriber whose money paid and used, or whose volume, is more than whole numbers of 64 bits hold with six
-- decimals, twice over. Columns: row (rowid of the row of `usage` with most of it), value (the sum, in the currency or in GB).
create or replace table found as
with amounts as (
    select row, subscriber_id, fee + packs_bought * price + used_gb::double * price / greatest(pack, 0.001) as money,
        allowance + greatest(used_gb, coalesce(need_gb, 0)) + packs_bought * pack as gb
    from (
        select u.rowid as row, u.*, coalesce(u.monthly_fee, p.monthly_fee)::double as fee, coalesce(u.pack_price, p.pack_price)::double as price,
            coalesce(u.pack_gb, p.pack_gb)::double as pack, coalesce(u.allowance_gb, p.allowance_gb, 0)::double as allowance
        from usage u join subscribers s using (subscriber_id) join plans p using (plan_id)
    )
)
select arg_max(row, greatest(money, gb)) as row, format('{:.0f}', greatest(sum(money), sum(gb))) as value
from amounts
group by subscriber_id
having greatest(sum(money), sum(gb)) > 4600000000000
