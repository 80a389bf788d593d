-- Grain: one row. Shares and means over local subscriber-months; null where nothing was observed to measure it.
select count(*) filter (short) / nullif(count(*), 0) as short_share,
    sum(unused_kb)::hugeint / nullif(sum(bought_kb)::hugeint, 0) as unused_share,
    sum(used_kb)::hugeint / nullif(count(*), 0) / 1000000 as used_gb_per_month,
    sum(revenue)::hugeint / nullif(count(*), 0) / 1000000 as revenue_per_month,
    count(*) filter (not renewed) / nullif(count(renewed), 0) as churn_rate,
    count(*) filter (packs > 0) / nullif(count(*), 0) as buyer_share,
    count(*) filter (packs > 0) / nullif(count(*) filter (short), 0) as buyer_share_short,
    sum(packs)::hugeint / nullif(count(*) filter (packs > 0), 0) as packs_per_buyer,
    -- Where nobody buys packs there may be none to run out for; where people do and nobody ran out, the meter hides it.
    case when sum(packs) > 0 then count(*) filter (ran_out) / nullif(count(ran_out), 0) end as ran_out_share
from health_rows
