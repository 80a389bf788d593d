-- Grain: one row per subscriber-month without a need, by sub and month. Volumes in kB (10^-6 GB).
-- Columns: place (rowid of `usage`), sub, state, used, allowance, packs, pack, ran_out.
-- A month ran out when use stopped exactly at allowance plus packs. Where that is zero, or use went above it on volume carried
-- in, nothing is known of a need beyond the use, and none is assumed.
with balanced as (
    select u.rowid as place, n.sub, mix_key(n.state, (year(u.month) * 12 + month(u.month))::ubigint) as state,
        (u.used_gb * 1000000)::bigint as used, (p.allowance_gb * 1000000)::bigint as allowance,
        u.packs_bought::bigint as packs, (p.pack_gb * 1000000)::bigint as pack, u.month
    from usage u
    join need_people n using (subscriber_id)
    join subscribers s using (subscriber_id)
    join plans p using (plan_id)
    where u.need_gb is null
)
select place, sub, state, used, coalesce(allowance, 0) as allowance, packs, pack,
    allowance is not null and used > 0 and used = allowance + packs * pack as ran_out
from balanced
order by sub, month
