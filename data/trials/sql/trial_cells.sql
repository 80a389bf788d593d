-- Grain: one row per cluster and pair of rights. Columns: cluster, gives, receives, how many members.
select cluster, gives, receives, count(*) as members
from members
group by all
order by all
