-- Grain: one row per synthetic subscriber and month of presence.
-- Columns: id, month (0-based), need_kb, used_kb, packs, renewed.
-- Need: lognormal within the person, season, trips. Packs: the willingness-to-pay rule of docs/method.md with a draw that is
-- the person's own with probability $willingness_persistence and the month's otherwise, so that buying repeats.
create or replace table usage_full as
with present as (
    select id, unnest(range(join_month, last_month + 1))::integer as month, last_month, left_in_window,
        state, mean_need_gb, allowance_kb, pack_kb
    from subscribers_full
),
keyed as (
    select *, mix_key(state, month + 1) as month_state, draw(state, 30) as person_draw from present
),
drawn as (
    select id, month, last_month, left_in_window, allowance_kb, pack_kb,
        greatest(0, round(1000000 * mean_need_gb * list_extract($need_season, 1 + (month + $need_season_from) % 12)
            * exp($need_within_sigma * normal(month_state, 1) - $need_within_sigma * $need_within_sigma / 2)
            * case when draw(month_state, 3) < $need_trip_share then $need_trip_factor else 1 end))::bigint as need_kb,
        case when draw(month_state, 4) < $willingness_persistence then person_draw else draw(month_state, 5) end as u
    from keyed
),
priced as (
    select *, case when allowance_kb is null then 0 else greatest(0, need_kb - allowance_kb) end as short_kb,
        $willingness_ratio * pow((1 - u) / u, 1.0 / $willingness_shape) as ratio
    from drawn
),
bought as (
    select *,
        case when short_kb = 0 then 0
             when ratio >= 1 then short_kb // pack_kb + (case when ratio * (short_kb % pack_kb) >= pack_kb then 1 else 0 end)
             else 0 end::integer as packs
    from priced
)
select id, month, need_kb,
    case when allowance_kb is null then need_kb else least(need_kb, allowance_kb + packs * pack_kb) end as used_kb,
    packs, not (left_in_window and month = last_month) as renewed
from bought
