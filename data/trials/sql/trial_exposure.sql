-- Grain: one row per cluster, share of contacts with the right to give, and number of other clusters touched.
-- Only who may be fully exposed: takes part, has contacts, and hardly any of them (by strength) outside of the trial.
-- Columns: cluster, receives, level (0 none, 1 some, 2 full: $full of the strength), touched (other clusters that hold more than
-- 1 - $full of the strength), members, buyers (sum over pilot months).
with ties as (
    select subscriber_id as one, contact_id as other, tie_strength from contacts where subscriber_id in (select subscriber_id from members)
    union all
    select contact_id as one, subscriber_id as other, tie_strength from contacts where contact_id in (select subscriber_id from members)
),
by_cluster as (
    select t.one, b.cluster, sum(t.tie_strength) as whole, coalesce(sum(t.tie_strength * b.gives::integer), 0) as gives
    from ties t
    left join members b on b.subscriber_id = t.other
    group by all
),
shared as (
    select one, cluster, whole / sum(whole) over (partition by one) as whole, gives / sum(whole) over (partition by one) as gives
    from by_cluster
),
told as (
    select q.subscriber_id, q.cluster, q.receives, sum(s.gives) as gives, coalesce(sum(s.whole) filter (where s.cluster is null), 0) as outside,
        count_if(s.cluster <> q.cluster and s.whole > 1 - $full) as touched
    from shared s
    join members q on q.subscriber_id = s.one
    group by all
),
bought as (
    select m.subscriber_id, count_if(m.packs > 0) as buyers
    from months m
    join calendar c on c.month = m.month
    where c.place >= $run_in
    group by all
)
select t.cluster, t.receives, case when t.gives >= $full - 1e-9 then 2 when t.gives > 0 then 1 else 0 end as level, t.touched,
    count(*)::double as members, sum(coalesce(b.buyers, 0))::double as buyers
from told t
left join bought b using (subscriber_id)
where t.outside <= 1 - $full
group by all
order by all
