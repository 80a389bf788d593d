-- Grain: one row per segment (dimension, level) and random group. The baseline as it happened, in exact integers:
-- counts, kB, micro-units of currency, and shares in millionths (unmet of need, unused of balance, spend of fee).
create or replace table baseline_sums as
select dimension, level, grp,
    count(*) as months, sum(packs)::bigint as packs, count(*) filter (packs > 0) as buyers, count(*) filter (short_kb > 0) as short,
    count(*) filter (short_kb > 0 and packs > 0) as short_buyers,
    sum(used_kb)::bigint as used_kb, sum(need_kb - used_kb)::bigint as unmet_kb, sum(unused_kb)::bigint as unused_kb,
    sum(fee)::bigint as fee, sum(packs * pack_price)::bigint as pack_revenue, sum((used_kb::hugeint * pack_price) // pack_kb)::bigint as used_value,
    sum(case when need_kb > 0 then (need_kb - used_kb) * 1000000 // need_kb else 0 end)::bigint as unmet_share,
    sum(case when balance_kb > 0 then unused_kb * 1000000 // balance_kb else 0 end)::bigint as unused_share,
    sum(case when fee > 0 then least(1000000, packs * pack_price * 1000000 // fee) else 0 end)::bigint as spend_share,
    count(*) filter (leaving = 1) as leavers, count(leaving) as renewals_seen
from (
    select r.*, p.fee, p.pack_price, p.pack_kb, q.grp, d.dimension, d.level,
        case when balance_kb < 0 then 0 else greatest(0, need_kb - balance_kb) end as short_kb,
        case when balance_kb < 0 then 0 else greatest(0, balance_kb + packs * p.pack_kb - used_kb) end as unused_kb
    from replay_rows r
    join plan_index p using (plan)
    join people q using (sub)
    cross join lateral (values ('all', 'all'), ('plan', p.plan_id)) d(dimension, level)
)
group by dimension, level, grp
order by dimension, level, grp
