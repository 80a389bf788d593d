-- Grain: one row per subscriber whose money paid and used, or whose volume, is more than whole numbers of 64 bits hold with six
-- decimals, twice over. Columns: row (rowid of the row of `usage` with most of it), value (the sum, in the currency or in GB).
create or replace table found as
with amounts as (
    select u.rowid as row, u.subscriber_id, p.monthly_fee::double + u.packs_bought * p.pack_price::double
            + u.used_gb::double * p.pack_price / greatest(p.pack_gb, 0.001) as money,
        coalesce(u.allowance_gb, p.allowance_gb, 0)::double + greatest(u.used_gb, coalesce(u.need_gb, 0)) + u.packs_bought * p.pack_gb::double as gb
    from usage u join subscribers s using (subscriber_id) join plans p using (plan_id)
)
select arg_max(row, greatest(money, gb)) as row, format('{:.0f}', greatest(sum(money), sum(gb))) as value
from amounts
group by subscriber_id
having greatest(sum(money), sum(gb)) > 4600000000000
