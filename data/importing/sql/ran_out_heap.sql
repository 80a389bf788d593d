-- Grain: one row per distance of use from allowance and packs, cut down to whole bands of $edges (kB, rising, from 0), on either side.
-- Columns: above (1: use went over the limit), band (0: exactly on it; n: beyond the n-th edge), months.
-- Plans without a limit, months without use and months for which the operator says it are left out.
with distances as (
    select kb_of(u.used_gb) - (kb_of(coalesce(u.allowance_gb, p.allowance_gb)) + u.packs_bought * kb_of(coalesce(u.pack_gb, p.pack_gb))) as distance
    from usage u
    join subscribers s using (subscriber_id)
    join plans p using (plan_id)
    where coalesce(u.allowance_gb, p.allowance_gb) + u.packs_bought * coalesce(u.pack_gb, p.pack_gb) > 0 and u.used_gb > 0
)
select (distance > 0)::integer as above, len(list_filter($edges::bigint[], lambda edge: edge < abs(distance))) as band, count(*) as months
from distances
group by all
