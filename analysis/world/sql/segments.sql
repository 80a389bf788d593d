-- Grain: one row per subscriber, in no order, by its number sub. The level it has in each dimension but use, formed on the baseline alone.
select sub, plan_id as plan, sim_type, region,
    case when tenure < 6 then '0-5' when tenure < 12 then '6-11' when tenure < 24 then '12-23'
         when tenure < 60 then '24-59' else '60+' end as tenure,
    age_band as age
from people
