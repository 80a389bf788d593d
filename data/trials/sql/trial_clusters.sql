-- Grain: one row per cluster. Columns: cluster, stratum, arm (of the most of its members, the check of contradictions comes first).
select cluster, min(stratum) as stratum, min(arm) as arm
from members
group by cluster
order by cluster
