-- Grain: one row per subscriber in a region where gifts could be given. Columns: sub, opened (first replayed month that began with
-- it: of the launch where it is listed, else of the first gift received in the region).
create or replace table opened as
with launched as (
    select region, datediff('month', (select min(month) from calendar), min(date)) + (day(min(date)) > 1)::integer as nth
    from launches where feature = 'gifts' group by region
),
first_gift as (select r.region, min(t.nth) as nth from told t join who r on r.sub = t.receiver group by r.region)
select w.sub, coalesce(l.nth, f.nth)::integer as opened
from who w left join launched l using (region) left join first_gift f using (region)
where coalesce(l.nth, f.nth) is not null
