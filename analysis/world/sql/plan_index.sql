-- Grain: one row per plan, index 0.. in the order of ids. Money in micro-units of the currency, volumes in kB (10^-6 GB).
create or replace table plan_index as
select (row_number() over (order by plan_id) - 1)::integer as plan, plan_id, coalesce(name, '') as name, sim_type,
    (monthly_fee::decimal(38, 6) * 1000000)::bigint as fee, (pack_price::decimal(38, 6) * 1000000)::bigint as pack_price,
    coalesce((allowance_gb::decimal(38, 6) * 1000000)::bigint, -1) as allowance_kb,
    (pack_gb::decimal(38, 6) * 1000000)::bigint as pack_kb
from plans
