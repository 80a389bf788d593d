-- Grain: one row per subscriber, by sub. The level it has in each dimension, formed on the baseline alone.
-- Use deciles: by mean monthly use, ties together (a tie takes the lowest decile it touches).
with used as (
    select q.sub, coalesce(avg(m.used_kb), 0) as mean_kb from people q left join row_measures m using (sub) group by q.sub
),
ranked as (
    select sub, 1 + (10 * (rank() over (order by mean_kb) - 1)) // count(*) over () as decile from used
)
select q.plan_id as plan, q.sim_type, q.region,
    case when q.tenure < 6 then '0-5' when q.tenure < 12 then '6-11' when q.tenure < 24 then '12-23'
         when q.tenure < 60 then '24-59' else '60+' end as tenure,
    q.age_band as age, lpad(r.decile::varchar, 2, '0') as use_decile
from people q
join ranked r using (sub)
order by q.sub
