-- Grain: one row per subscriber, by sub; subscribers with no replayed month have zeros. Every row measure summed, under its own name.
select coalesce(sum(columns(* exclude (sub))), 0)::bigint as "\0"
from (select q.sub, m.* exclude (sub, nth) from people q left join row_measures m using (sub))
group by sub
order by sub
