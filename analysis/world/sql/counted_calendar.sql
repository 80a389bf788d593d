-- Grain: one row per month with usage, in order, as `months` in data/checks/sql has it, from counts. Columns: day (its first, ISO), rows, used_gb.
select month::varchar as day, sum(rows)::bigint as rows, sum(used_gb)::double as used_gb
from month_counts
group by month
order by month
