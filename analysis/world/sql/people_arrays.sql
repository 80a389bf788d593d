-- Grain: one row per subscriber, by sub: what the kernels read of a person. Regions are numbered in the order of their names.
select key, plan, (dense_rank() over (order by region) - 1)::smallint as region, tenure, grp
from people
order by sub
