-- Grain: one row per replayed month and random group. Every row measure summed, under its own name.
select nth, grp, sum(columns(* exclude (nth, grp)))::bigint as "\0"
from (select m.* exclude (sub), q.grp from row_measures m join people q using (sub))
group by nth, grp
order by nth, grp
