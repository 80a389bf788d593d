-- Grain: one row per replayed month and random group. The row measures summed.
select nth, grp, sum(months)::bigint as months, sum(packs)::bigint as packs, sum(buyers)::bigint as buyers, sum(short)::bigint as short,
    sum(short_buyers)::bigint as short_buyers, sum(used_kb)::bigint as used_kb, sum(unmet_kb)::bigint as unmet_kb,
    sum(unused_kb)::bigint as unused_kb, sum(fee)::bigint as fee, sum(pack_revenue)::bigint as pack_revenue,
    sum(used_value)::bigint as used_value, sum(unmet_share)::bigint as unmet_share, sum(unused_share)::bigint as unused_share,
    sum(spend_share)::bigint as spend_share, sum(leavers)::bigint as leavers, sum(renewals_seen)::bigint as renewals_seen
from row_measures m
join people q using (sub)
group by nth, grp
order by nth, grp
