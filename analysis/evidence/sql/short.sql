-- Grain: one row per replayed subscriber-month that lacked something after its packs, where gifts could be given. Columns: sub, nth,
-- grp, opened, lacking (GB before any gift: what use beyond the allowance came from gifts is taken out of the balance). `seen` has all
-- rows: sub, nth, grp, row_key (a number of both), balance, lacking (below zero where something was left), surplus.
create or replace table short as
select s.sub, s.nth, s.grp, o.opened, s.lacking + least(coalesce(r.gb, 0), greatest(0, s.balance - p.allowance_gb)) as lacking
from seen s join opened o using (sub) join who w using (sub) join plans p using (plan_id)
left join (select receiver as sub, nth, sum(gb) as gb from told group by all) r using (sub, nth)
where s.lacking + least(coalesce(r.gb, 0), greatest(0, s.balance - p.allowance_gb)) >= $least_gb and s.nth >= o.opened
