-- Grain: one row per subscriber of this chunk and month of presence, in the schema of docs/data.md. 1 GB is 10^6 kB.
insert into usage (subscriber_id, month, used_gb, packs_bought, need_gb, renewed)
select id::varchar, ($first_month::date + to_months(month))::date, (used_kb / 1000000.0)::decimal(18,6), packs,
    (need_kb / 1000000.0)::decimal(18,6), renewed
from usage_full
order by id, month
