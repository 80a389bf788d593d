-- Grain: one row per region, launched one after the other in $gifts_launch_months waves a month apart.
insert into launches
select region, 'gifts' as feature, ($first_month::date + to_months(($gifts_first_month + nth % $gifts_launch_months)::integer))::date as date
from (select unnest($regions_names) as region, unnest(range(len($regions_names))) as nth)
order by region
