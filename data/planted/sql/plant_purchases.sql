-- Grain: one row per subscriber of this chunk and month with packs: bought on the day the balance ran out, at that day's price.
insert into purchases
select id::varchar, month_day + (billing_day - 1) + (run_day - 1), (pack_kb / 1000000.0)::decimal(18,6), packs, (packs * price)::decimal(18,6)
from usage_full where packs > 0 order by id, month_day
