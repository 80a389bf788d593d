-- Grain: one row per synthetic subscriber and month of presence, as synth_usage.sql. Months are billing cycles: the month begins on
-- the subscriber's billing_day, the first where no days are kept. Adds month_state, billing_day, days, uneven (cumulative use goes with its power of the share of
-- the cycle), bonus_kb, run_day (day of the cycle on which it ran out, null if it did not) and price (of a pack on that day).
-- A bonus serves what was missing, and of the rest a share is used that nobody needed. A price raised keeps away its share of buyers.
create or replace table usage_full as
with changes as (
    select plan_id, region, max(date) as date, max(pack_price) as pack_price, min(pack_price) as before
    from prices group by all having count(*) > 1
),
people as (
    select id, state, plan_id, region, allowance_kb, pack_kb, case when $with_days then 1 + floor(draw(state, 501) * 28) else 1 end::integer as billing_day,
        draw(state, 502) < $bonuses_regular_share as is_regular, 3 + floor(draw(state, 503) * 3)::integer as bonus_from
    from subscribers_full
),
drawn as (
    select u.id, u.month, u.need_kb, u.packs, u.renewed, p.* exclude (id), mix_key(p.state, u.month + 1) as month_state,
        ($first_month::date + to_months(u.month))::date as month_day
    from usage_full u join people p using (id)
),
given as (
    select *, day(last_day(month_day)) as days, exp($daily_unevenness * normal(month_state, 101)) as uneven,
        case when $with_bonuses and (case when is_regular then month >= bonus_from else draw(month_state, 103) < $bonuses_once_share end)
             then 1000000 * ($bonuses_least_gb + floor(draw(month_state, 104) * ($bonuses_most_gb - $bonuses_least_gb + 1)))
             else 0 end::bigint as bonus_kb
    from drawn
),
used_up as (
    select * exclude (need_kb),
        need_kb + floor($bonuses_induced_share * greatest(0, bonus_kb - case when allowance_kb is null then 0
            else greatest(0, need_kb - allowance_kb) end))::bigint as need_kb,
        allowance_kb is not null and need_kb > allowance_kb + bonus_kb as is_short
    from given
),
timed as (
    select *, case when is_short then least(days, greatest(1, ceil(days * pow((allowance_kb + bonus_kb) / need_kb, 1 / uneven)))) end::integer
        as run_day
    from used_up
),
priced as (
    select t.*, g.pack_price as list_price, coalesce(case when t.month_day + (t.billing_day - 1) + (t.run_day - 1) >= c.date
        then c.pack_price else c.before end, g.pack_price) as price
    from timed t join plan_grid g using (plan_id) left join changes c on c.plan_id = t.plan_id and c.region = t.region
)
select id, month, need_kb,
    case when allowance_kb is null then need_kb else least(need_kb, allowance_kb + bonus_kb + bought * pack_kb) end::bigint as used_kb,
    bought as packs, renewed, plan_id, region, state, month_state, month_day, billing_day, days, uneven, bonus_kb, run_day, price,
    list_price, allowance_kb, pack_kb
from (
    select *, case when run_day is not null and draw(month_state, 105) < pow(price / list_price, $prices_elasticity) then packs else 0 end::integer
        as bought
    from priced
)
