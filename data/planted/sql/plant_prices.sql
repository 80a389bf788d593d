-- Grain: one row per plan, region and first day of a price. In a share of them the price rises once, in an earlier month on its
-- first day or in a later one in its middle.
insert into prices
with cells as (
    select p.plan_id, r.region, p.pack_price, mix_key(mix_key(mix32($seed::ubigint + 21), p.nth::ubigint), r.nth::ubigint) as state
    from (select plan_id, pack_price, row_number() over (order by plan_id) as nth from plan_grid) p
    cross join (select unnest($regions_names) as region, unnest(range(len($regions_names))) as nth) r
)
select plan_id, region, $first_month::date as date, pack_price from cells
union all
select plan_id, region,
    ($first_month::date + to_months(list_extract($prices_months, 1 + late)::integer))::date + late * ($prices_middle_day - 1)::integer as date,
    (pack_price * list_extract($prices_rises, 1 + floor(draw(state, 2) * len($prices_rises))::integer))::decimal(18,6)
from (select *, (draw(state, 3) < 0.5)::integer as late from cells where draw(state, 1) < $prices_changed_share)
order by plan_id, region, date
