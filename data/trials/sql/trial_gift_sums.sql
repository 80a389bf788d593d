-- Grain: one row per cluster of the giver and month. Columns: cluster, month, gifts, gb, refused, and gifts that should not have been:
-- crossed (giver and receiver of different arms), rightless (one side had no right).
select g.cluster, c.place as month, count_if(not coalesce(t.refused, false))::double as gifts,
    coalesce(sum(t.gb) filter (where not coalesce(t.refused, false)), 0)::double as gb,
    count_if(coalesce(t.refused, false))::double as refused,
    count_if(not coalesce(t.refused, false) and g.arm <> r.arm)::double as crossed,
    count_if(not coalesce(t.refused, false) and not (g.gives and r.receives))::double as rightless
from gifts t
join members g on g.subscriber_id = t.giver_id
join members r on r.subscriber_id = t.receiver_id
join calendar c on c.month = t.month
group by all
order by g.cluster, c.place
