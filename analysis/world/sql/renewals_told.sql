-- Grain: one row. Column by_active: whether who renewed has to be read from `active`, because no cell says it and in the last month
-- some are active and some are not. Earlier months stay unknown then.
create or replace table renewals_told as
select (select count(u.renewed) from usage u join replay_months using (month)) = 0
    and count(*) filter (q.active) > 0 and count(*) filter (not q.active) > 0 as by_active
from usage u
join people q using (subscriber_id)
where u.month = (select max(month) from replay_months)
