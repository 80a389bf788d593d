-- Grain: one row. Correlation of the persons' mean log need along ties that are the strongest of both ends: mostly families.
-- Null with fewer than $least_pairs such pairs.
with strongest as (
    select sub, arg_min(other, (-tie_strength, other)) as other from health_ties group by sub
),
pairs as (
    select s.sub, s.other from strongest s join strongest o on o.sub = s.other and o.other = s.sub where s.sub < s.other
)
select case when count(*) >= $least_pairs then corr(x.log_mean, y.log_mean) end as family_correlation
from pairs
join health_people x on x.sub = pairs.sub
join health_people y on y.sub = pairs.other
where x.need_known and y.need_known
