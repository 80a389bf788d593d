-- Grain: one row: what whoever has the whole base would have to look into. Columns: strangers (subscriber-months of nobody known),
-- largest (the most that is summed of one subscriber here, in the currency or in GB, as in check_large_sums), cells (what is said in
-- columns that nothing sums: so every cell is read here, and none is found unreadable later).
with amounts as (
    select sub, subscriber_id, (month is not null)::integer + (renewed is not null)::integer + (ran_out is not null)::integer as cells,
        fee + packs_bought * price + used_gb::double * price / greatest(pack, 0.001) as money,
        allowance + greatest(used_gb, coalesce(need_gb, 0)) + packs_bought * pack as gb
    from (
        select u.*, q.sub, coalesce(u.monthly_fee, p.monthly_fee)::double as fee, coalesce(u.pack_price, p.pack_price)::double as price,
            coalesce(u.pack_gb, p.pack_gb)::double as pack, coalesce(u.allowance_gb, p.allowance_gb, 0)::double as allowance
        from usage u left join people q using (subscriber_id) left join plans p using (plan_id)
    )
),
sums as (
    select sub, count(subscriber_id) as months, greatest(sum(money), sum(gb)) as amount, sum(cells) as cells from amounts group by sub
)
select coalesce(sum(months) filter (sub is null), 0)::bigint as strangers, coalesce(max(amount), 0)::double as largest,
    sum(cells)::bigint as cells
from sums
