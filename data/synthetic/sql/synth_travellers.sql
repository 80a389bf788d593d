-- Grain: one row per visitor: `visitors` with region, sim_type, age_band, stay_days (of the trip), validity_days (of the SIM it buys), its
-- plan, day_gb (mean need of a day away from hotel Wi-Fi), trips (how many it makes in all), gap (months between them), arrives.
-- A party buys SIMs for its stay or, to save, the next shorter ones; some of it premium ones. It comes again together or not at all.
create or replace table travellers as
with drawn as (
    select *, 1 + len(list_filter($age_edges, lambda edge:
            case when place > 1 then $age_child_upto * draw(state, 3) else draw(state, 4) end >= edge)) as band,
        1 + len(list_filter($regions_edges, lambda edge: draw(trip_state, 3) >= edge)) as region_nth,
        case when draw(state, 16) < $travel_premium_share then 'tourist_premium' else 'tourist' end as sim_type,
        case kind when 'tour' then 1 when 'family' then 2 else 3 end as kind_nth,
        len(list_filter($travel_arrivals_edges, lambda edge: draw(trip_state, 5) >= edge)) as arrives,
        sqrt($need_household_correlation) * normal(party_state, 6) + sqrt(1 - $need_household_correlation) * normal(state, 8) as z
    from visitors
),
stays as (
    select *, case when draw(trip_state, 10) < $travel_long_share then 16 + floor(15 * draw(trip_state, 11))
                   else list_extract($travel_days_least, kind_nth)
                       + floor((list_extract($travel_days_most, kind_nth) - list_extract($travel_days_least, kind_nth) + 1) * draw(trip_state, 11))
              end::integer as stay_days
    from drawn
),
fitting as (
    select s.*, (select coalesce(min(p.validity_days), max(all_p.validity_days)) from plan_grid all_p
                 left join plan_grid p on p.plan_id = all_p.plan_id and p.validity_days >= s.stay_days where all_p.sim_type = s.sim_type) as fits
    from (select distinct sim_type, stay_days from stays) s
),
chosen as (
    select s.*, case when draw(s.party_state, 12) < $travel_shorter_share
                     then coalesce((select max(p.validity_days) from plan_grid p where p.sim_type = s.sim_type and p.validity_days < f.fits), f.fits)
                     else f.fits end as validity_days
    from stays s join fitting f using (sim_type, stay_days)
)
select c.*, p.plan_id, p.allowance_kb, p.pack_kb,
    $travel_day_gb * exp($need_between_sigma * z) * list_extract($age_need_factor, band)
        * case c.sim_type when 'tourist_premium' then $sims_premium_need_factor else $sims_tourist_need_factor end as day_gb,
    1 + least($travel_most_trips - 1, floor(ln(draw(party_state, 13)) / ln(list_extract($travel_again_share, kind_nth))))::integer as trips,
    1 + floor($travel_gap_months * draw(party_state, 14))::integer as gap
from chosen c join plan_grid p on p.sim_type = c.sim_type and p.validity_days = c.validity_days
