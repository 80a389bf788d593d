-- Grain: one row per subscriber-month, in the schema of docs/data.md, with the need filled in: drawn where the month ran out
-- (table need_drawn: place, need_kb), else what was used.
create or replace table usage_filled as
select u.subscriber_id, u.month, u.used_gb, u.packs_bought,
    coalesce(u.need_gb, (d.need_kb / 1000000.0)::decimal(18,6), u.used_gb) as need_gb, u.renewed, u.ran_out,
    u.allowance_gb, u.monthly_fee, u.pack_gb, u.pack_price
from usage u left join need_drawn d on d.place = u.rowid
order by len(u.subscriber_id), u.subscriber_id, u.month
