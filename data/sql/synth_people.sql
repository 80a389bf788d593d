-- Grain: one row per synthetic subscriber. Adds to `places`: age_band, age_factor (need relative to the mean age), region,
-- sim_type, z (standard normal log need, correlated inside the household), join_month (0-based), tenure0 (months before).
-- First and second of a household are adults, the rest mostly young: hence the family ties that cross ages.
create or replace table people as
with keyed as (
    select *,
        mix_key(mix32(household::ubigint), $seed::ubigint + 1) as house_state,
        mix_key(mix32(block::ubigint), $seed::ubigint + 2) as block_state
    from places
),
drawn as (
    select *,
        case when place > 1 then 0.34 * draw(state, 3)
             when place = 1 then 0.2 + 0.5 * draw(house_state, 4) + 0.3 * draw(state, 3)
             else draw(house_state, 4) end as age_draw,
        draw(house_state, 5) as kind_draw,
        draw(state, 11) < $renewal_joined_share as joined,
        sqrt($need_household_correlation) * normal(house_state, 6)
            + sqrt(1 - $need_household_correlation) * normal(state, 8) as z
    from keyed
),
banded as (
    select *, 1 + (age_draw >= 0.08)::integer + (age_draw >= 0.20)::integer + (age_draw >= 0.40)::integer
        + (age_draw >= 0.62)::integer + (age_draw >= 0.77)::integer + (age_draw >= 0.90)::integer as band,
        kind_draw < $sims_tourist_share + $sims_premium_share as visits
    from drawn
)
select id, state, block, community, household, household_size, place, z,
    list_extract(['0-17', '18-24', '25-34', '35-44', '45-54', '55-64', '65+'], band) as age_band,
    list_extract([0.9, 1.25, 1.2, 1.1, 0.95, 0.8, 0.6], band) as age_factor,
    list_extract($regions, 1 + len(list_filter($region_edges, lambda e: draw(block_state, 1) >= e))) as region,
    case when kind_draw < $sims_tourist_share then 'tourist' when visits then 'tourist_premium' else 'local' end as sim_type,
    case when visits then floor(draw(state, 10) * $months)
         when joined then 1 + floor(draw(state, 12) * ($months - 1)) else 0 end::integer as join_month,
    case when visits or joined then 0
         else floor($renewal_hazard_b * (pow(1 + $renewal_longest_tenure_months / $renewal_hazard_b, draw(state, 13)) - 1))
         end::integer as tenure0
from banded
