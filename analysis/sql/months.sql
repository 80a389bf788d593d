-- Grain: one row per replayed month, the last 12 observed; month 0 is the first.
create or replace table replay_months as
select month, (row_number() over (order by month) - 1)::tinyint as nth
from (select distinct month from usage order by month desc limit 12)
