-- Grain: one row per replayed month; month 0 is the first. $months are their first days, which follow one another.
create or replace table replay_months as
select month, (row_number() over (order by month) - 1)::tinyint as nth
from (select unnest($months)::date as month)
