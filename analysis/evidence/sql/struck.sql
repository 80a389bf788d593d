-- Grain: one row per region and replayed month that something struck. Columns: region, nth.
select distinct s.region, m.nth
from shocks s join calendar m on s.date < m.month + interval 1 month and s.date + s.days > m.month
order by 1, 2
