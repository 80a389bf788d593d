-- Grain: one row. Contacts per subscriber among those with any (as in published call graphs), the share of all with none,
-- and the mean over people of their strongest tie's share of the strength of all their ties.
with counted as (
    select sub, count(*) as degree, max(tie_strength)::double / sum(tie_strength)::double as strongest from health_ties group by sub
)
select avg(degree) as degree_mean, median(degree) as degree_median, quantile_cont(degree, 0.9) as degree_p90,
    quantile_cont(degree, 0.99) as degree_p99, avg(strongest) as strongest_tie_share,
    case when count(*) > 0 then 1 - count(*) / (select count(*) from subscribers) end as isolated_share
from counted
