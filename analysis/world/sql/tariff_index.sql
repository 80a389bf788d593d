-- Grain: one row per tariff: what a month costs and what a pack holds and costs, index 0... The first are the plans as they are now, in
-- their order; the others are those of replayed months with a fee or a pack of their own. Micro-units and kB.
create or replace table tariff_index as
with own as (
    select distinct plan, fee, pack_price, pack_kb from own_tariffs join replay_months using (month)
    except
    select plan, fee, pack_price, pack_kb from plan_index
)
select plan::integer as tariff, plan::integer as plan, fee, pack_price, pack_kb from plan_index
union all
select ((select count(*) from plan_index) + row_number() over (order by plan, fee, pack_price, pack_kb) - 1)::integer, plan::integer, fee,
    pack_price, pack_kb
from own
order by tariff
