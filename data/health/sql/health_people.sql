-- Grain: one row per local subscriber observed for at least $least_months months, none with an unknown or zero need.
-- Columns: sub, log_mean and log_variance (sample) of monthly need, months, short_months.
create or replace table health_people as
select sub, avg(ln(need_kb)) as log_mean, var_samp(ln(need_kb)) as log_variance, count(*) as months, count(*) filter (short) as short_months,
    bool_and(need_known) as need_known
from health_rows
where need_kb > 0
group by sub
having count(*) >= $least_months
