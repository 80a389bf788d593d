-- Grain: one row per cluster, pair of rights and month. Sums of decimals, so that their order is of no matter.
-- Columns: cluster, gives, receives, month (place in the sorted months), then the sums of each measure.
with scored as (
    select m.subscriber_id, m.month, m.packs, m.pack_revenue, m.used_gb, m.renewed, coalesce(s.score, m.score) as score, m.tickets, m.triggered
    from months m
    left join survey s using (subscriber_id, month)
)
select q.cluster, q.gives, q.receives, c.place as month,
    sum(s.packs)::double as packs, count_if(s.packs > 0)::double as buyers, sum(s.pack_revenue)::double as pack_revenue,
    sum(s.used_gb)::double as used_gb, count_if(not s.renewed)::double as leavers, coalesce(sum(s.score), 0)::double as score,
    count(s.score)::double as answers, coalesce(sum(s.tickets), 0)::double as tickets, count_if(s.triggered)::double as triggered,
    count_if(s.triggered and s.packs > 0)::double as triggered_buyers,
    coalesce(sum(s.score) filter (where s.triggered), 0)::double as triggered_score,
    count(s.score) filter (where s.triggered)::double as triggered_answers
from scored s
join members q using (subscriber_id)
join calendar c on c.month = s.month
group by all
order by q.cluster, q.gives, q.receives, c.place
