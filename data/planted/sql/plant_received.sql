-- Grain: one row per subscriber-month, as synth_out_usage.sql: what was received is used.
update usage set used_gb = least(need_gb, used_gb + got.gb)
from (select contact_id, date_trunc('month', date)::date as month, sum(gift_gb) as gb from gifts where outcome = 'accepted' group by all) got
where got.contact_id = usage.subscriber_id and got.month = usage.month
