-- Grain: one row per subscriber and month of presence, in the schema of docs/data.md.
create or replace table usage as
select id::varchar as subscriber_id, ($first_month::date + to_months(month))::date as month,
    (used_kb / 1000000.0)::decimal(18,6) as used_gb, packs as packs_bought, (need_kb / 1000000.0)::decimal(18,6) as need_gb, renewed
from usage_full
order by id, usage_full.month
