-- Grain: one row. Column by_active: whether who renewed has to be read from `active`, because no cell says it and in the last month
-- some are active and some are not. Earlier months stay unknown then.
create or replace table renewals_told as
select count(u.renewed) = 0 and count(*) filter (where is_last and q.active) > 0 and count(*) filter (where is_last and not q.active) > 0
    as by_active
from usage u
join people q using (subscriber_id)
join (select month, nth = max(nth) over () as is_last from replay_months) using (month)
