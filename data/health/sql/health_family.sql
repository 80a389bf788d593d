-- Grain: one row. Correlation of the persons' mean log need along ties that are the strongest of both ends: mostly families.
-- Null with fewer than $least_pairs such pairs. Strength in millionths and the other end are one number, of which the highest is
-- the strongest tie, and of equals the one of the lowest index: numbers go to disk where memory ends, pairs do not.
with ranked as (
    select sub, max(((tie_strength * 1000000)::bigint << 32) + 4294967295 - other) as best from health_ties group by sub
),
strongest as (select sub, (4294967295 - (best & 4294967295))::integer as other from ranked),
pairs as (
    select s.sub, s.other from strongest s join strongest o on o.sub = s.other and o.other = s.sub where s.sub < s.other
)
select case when count(*) >= $least_pairs then corr(x.log_mean, y.log_mean) end as family_correlation
from pairs
join health_people x on x.sub = pairs.sub
join health_people y on y.sub = pairs.other
where x.need_known and y.need_known
