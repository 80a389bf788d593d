-- Grain: one row per region in which something besides gifts was launched. Columns: region, nth (first replayed month that began
-- with it, below zero where it was there before).
select region, (datediff('month', (select min(month) from calendar), min(date)) + (day(min(date)) > 1)::integer)::integer as nth
from launches where feature <> 'gifts'
group by region
order by region
