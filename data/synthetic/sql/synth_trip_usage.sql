-- Grain: one row per trip, appended to `usage_full`. Packs: the same rule of willingness to pay as in synth_usage.sql.
insert into usage_full by name
with drawn as (
    select *, case when draw(month_state, 4) < $willingness_persistence then person_draw else draw(month_state, 5) end as u,
        greatest(0, need_kb - allowance_kb) as short_kb
    from trips
),
priced as (
    select *, $willingness_ratio * pow((1 - u) / u, 1.0 / $willingness_shape) as ratio from drawn
),
bought as (
    select *,
        case when short_kb = 0 or ratio < 1 then 0
             else short_kb // pack_kb + (case when ratio * (short_kb % pack_kb) >= pack_kb then 1 else 0 end) end::integer as packs
    from priced
)
select id, month, need_kb, least(need_kb, allowance_kb + packs * pack_kb) as used_kb, packs, renewed from bought
