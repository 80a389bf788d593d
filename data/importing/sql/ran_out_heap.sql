-- Grain: one row per distance of use from allowance and packs, cut down to whole bands of $edges (kB, rising, from 0), on either side.
-- Columns: above (1: use went over the limit), band (0: exactly on it; n: beyond the n-th edge), months.
-- Plans without a limit, months without use and months for which the operator says it are left out. Of equal distances, which are
-- many, the band is looked up once.
with plans_kb as (
    select plan_id, kb_of(allowance_gb) as allowance_kb, kb_of(pack_gb) as pack_kb from plans
),
met as (
    select kb_of(u.used_gb) as used_kb,
        coalesce(kb_of(u.allowance_gb), p.allowance_kb) + u.packs_bought * coalesce(kb_of(u.pack_gb), p.pack_kb) as limit_kb
    from usage u
    join subscribers s using (subscriber_id)
    join plans_kb p using (plan_id)
),
distances as (
    select (used_kb > limit_kb)::integer as above, least(abs(used_kb - limit_kb), list_max($edges::bigint[]) + 1) as distance,
        count(*) as months
    from met
    where limit_kb > 0 and used_kb > 0
    group by all
)
select above, len(list_filter($edges::bigint[], lambda edge: edge < distance)) as band, sum(months)::bigint as months
from distances
group by all
