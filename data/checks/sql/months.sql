-- Grain: one row per month with usage, in order. Columns: day (its first, ISO), rows (subscriber-months), used_gb.
select month::varchar as day, count(*) as rows, sum(used_gb)::double as used_gb
from usage
where month is not null
group by month
order by month
