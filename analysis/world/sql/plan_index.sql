-- Grain: one row per plan, index 0.. in the order of ids. Money in micro-units of the currency, volumes in kB (10^-6 GB).
-- days: how long a SIM of it lives, 30 for 28 and more (a month; where nothing is said, too); trip: its SIM kind is one of travellers,
-- of which some plan ends before a month does.
create or replace table plan_index as
select (row_number() over (order by plan_id) - 1)::integer as plan, plan_id, coalesce(name, '') as name, sim_type,
    (monthly_fee::decimal(38, 6) * 1000000)::bigint as fee, (pack_price::decimal(38, 6) * 1000000)::bigint as pack_price,
    coalesce((allowance_gb::decimal(38, 6) * 1000000)::bigint, -1) as allowance_kb,
    (pack_gb::decimal(38, 6) * 1000000)::bigint as pack_kb, days, sim_type <> 'local' and min(days) over (partition by sim_type) < 30 as trip
from (select *, case when validity_days < 28 then validity_days else 30 end as days from plans)
