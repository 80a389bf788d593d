-- Grain: one row. Column by_active: whether who renewed has to be read from `active`, because no cell says it and in the last month
-- some are active and some are not. Earlier months stay unknown then.
create or replace table renewals_told as
select coalesce(sum(told) = 0 and sum(active) filter (month = last) > 0 and sum(gone) filter (month = last) > 0, false) as by_active
from month_counts
join replay_months using (month), (select max(month) as last from replay_months)
