-- Grain: one row of `plans` with an allowance so far above all use that it may be a way to write that there is no limit: over 100
-- times the largest use on the plan, or a row of nines over 10 times of it. Columns: row (rowid), value (GB allowed and GB used).
create or replace table found as
with used as (
    select s.plan_id, max(u.used_gb) as most from usage u join subscribers s using (subscriber_id) group by s.plan_id
)
select p.rowid as row, p.allowance_gb::double || ' > ' || used.most::double as value
from plans p join used using (plan_id)
where used.most > 0
    and (p.allowance_gb > 100 * used.most or (p.allowance_gb in (999, 9999, 99999, 999999) and p.allowance_gb > 10 * used.most))
