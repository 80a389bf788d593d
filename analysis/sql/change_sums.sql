-- Grain: one row per segment (dimension, level) and random group: the change table summed, in exact integers.
select dimension, level, grp, sum(transfers)::bigint as transfers, sum(sent_kb)::bigint as sent_kb, sum(received_kb)::bigint as received_kb,
    sum(displaced_kb)::bigint as displaced_kb, sum(served_kb)::bigint as served_kb, sum(induced_kb)::bigint as induced_kb,
    sum(expired_gift_kb)::bigint as expired_gift_kb, sum(packs)::bigint as packs, sum(buyers)::bigint as buyers, sum(short_buyers)::bigint as short_buyers,
    sum(used_kb)::bigint as used_kb, sum(unmet_kb)::bigint as unmet_kb, sum(unused_kb)::bigint as unused_kb, sum(fees)::bigint as fees,
    sum(pack_revenue)::bigint as pack_revenue, sum(used_value)::bigint as used_value, sum(satisfaction)::bigint as satisfaction, sum(leaving)::bigint as leaving,
    count(distinct case when sent_kb > 0 then sub end) as givers, count(distinct case when received_kb > 0 then sub end) as receivers
from (
    select c.*, q.grp, d.dimension, d.level
    from change_table c
    join people q using (sub)
    join plan_index p using (plan)
    cross join lateral (values ('all', 'all'), ('plan', p.plan_id)) d(dimension, level)
)
group by dimension, level, grp
order by dimension, level, grp
