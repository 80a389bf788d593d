-- Grain: one row per synthetic subscriber of `places`. Adds age_band, need_factor (of age and SIM kind), region, sim_type,
-- z (standard normal log need, correlated inside the household), join_month (0-based), tenure0 (months before the first).
-- First and second of a household are adults of like age, the rest mostly young: hence the family ties that cross ages.
create or replace table people as
with keyed as (
    select *,
        mix_key(mix32(household::ubigint), $seed::ubigint + 1) as house_state,
        mix_key(mix32(block::ubigint), $seed::ubigint + 2) as block_state
    from places
),
drawn as (
    select *,
        case when place > 1 then $age_child_upto * draw(state, 3)
             when place = 1 then least(0.999999, $age_child_upto / 2
                 + (1 - $age_child_upto / 2 - $age_partner_spread) * draw(house_state, 4) + $age_partner_spread * draw(state, 3))
             else draw(house_state, 4) end as age_draw,
        draw(house_state, 5) as kind_draw,
        draw(state, 11) < $renewal_joined_share as joined,
        sqrt($need_household_correlation) * normal(house_state, 6)
            + sqrt(1 - $need_household_correlation) * normal(state, 8) as z
    from keyed
),
banded as (
    select *, 1 + len(list_filter($age_edges, lambda edge: age_draw >= edge)) as band,
        1 + len(list_filter($regions_edges, lambda edge: draw(block_state, 1) >= edge)) as place_of_block,
        case when kind_draw < $sims_tourist_share then 'tourist'
             when kind_draw < $sims_tourist_share + $sims_premium_share then 'tourist_premium' else 'local' end as sim_type
    from drawn
)
select id, state, community, off_net_contacts, z, sim_type,
    list_extract($age_bands, band) as age_band,
    list_extract($age_need_factor, band) * case sim_type when 'tourist' then $sims_tourist_need_factor
        when 'tourist_premium' then $sims_premium_need_factor else 1 end as need_factor,
    list_extract($regions_names, place_of_block) as region,
    case when sim_type <> 'local' then floor(draw(state, 10) * $months)
         when joined then 1 + floor(draw(state, 12) * ($months - 1)) else 0 end::integer as join_month,
    case when sim_type <> 'local' or joined then 0
         else floor($renewal_hazard_b * (pow(1 + $renewal_longest_tenure_months / $renewal_hazard_b, draw(state, 13)) - 1))
         end::integer as tenure0
from banded
