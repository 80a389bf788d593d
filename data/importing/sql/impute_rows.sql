-- Grain: one row per subscriber-month without a need, by sub and month. Volumes in kB (10^-6 GB).
-- Columns: place (rowid of `usage`), sub, state, plan (index), used (where the month ran out, at least allowance and packs), allowance,
-- packs, pack, ran_out ($below and $above: how far from the limit, data/importing/run_out.py). Where there is no limit, or use went above it on
-- volume carried in, nothing is known of a need beyond the use, and none is assumed.
with balanced as (
    select u.rowid as place, n.sub, mix_key(n.state, (year(u.month) * 12 + month(u.month))::ubigint) as state,
        kb_of(u.used_gb) as used, kb_of(coalesce(u.allowance_gb, p.allowance_gb)) as allowance,
        u.packs_bought::bigint as packs, kb_of(coalesce(u.pack_gb, p.pack_gb)) as pack, u.month, u.ran_out as said,
        dense_rank() over (order by p.plan_id) - 1 as plan
    from usage u
    join need_people n using (subscriber_id)
    join subscribers s using (subscriber_id)
    join plans p using (plan_id)
    where u.need_gb is null
)
select place, sub, state, plan, case when ran_out then greatest(used, allowance + packs * pack) else used end as used,
    coalesce(allowance, 0) as allowance, packs, pack, ran_out
from (select *, coalesce(ran_out_of(said, used, allowance + packs * pack, $below, $above), false) as ran_out from balanced)
order by sub, month
