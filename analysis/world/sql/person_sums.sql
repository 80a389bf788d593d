-- Grain: one row per subscriber, by sub; subscribers with no replayed month have zeros. The row measures summed.
select coalesce(sum(months), 0)::bigint as months, coalesce(sum(packs), 0)::bigint as packs, coalesce(sum(buyers), 0)::bigint as buyers, coalesce(sum(short), 0)::bigint as short,
    coalesce(sum(short_buyers), 0)::bigint as short_buyers, coalesce(sum(used_kb), 0)::bigint as used_kb, coalesce(sum(unmet_kb), 0)::bigint as unmet_kb,
    coalesce(sum(unused_kb), 0)::bigint as unused_kb, coalesce(sum(fee), 0)::bigint as fee, coalesce(sum(pack_revenue), 0)::bigint as pack_revenue,
    coalesce(sum(used_value), 0)::bigint as used_value, coalesce(sum(unmet_share), 0)::bigint as unmet_share, coalesce(sum(unused_share), 0)::bigint as unused_share,
    coalesce(sum(spend_share), 0)::bigint as spend_share, coalesce(sum(leavers), 0)::bigint as leavers, coalesce(sum(renewals_seen), 0)::bigint as renewals_seen
from people q
left join row_measures m using (sub)
group by q.sub
order by q.sub
