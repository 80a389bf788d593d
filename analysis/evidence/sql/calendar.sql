-- Grain: one row per replayed month, nth from 0. $months are their first days.
create or replace table calendar as
select month, (row_number() over (order by month) - 1)::integer as nth from (select unnest($months)::date as month)
