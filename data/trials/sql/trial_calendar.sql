-- Grain: one row per month of the file. Columns: month, place (from 0, run-in first).
create table calendar as
select month, (row_number() over (order by month) - 1)::integer as place
from (select distinct month from months)
