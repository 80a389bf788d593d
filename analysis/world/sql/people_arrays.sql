-- Grain: one row per subscriber, by sub: what the kernels read of a person. Regions are numbered in the order of their names,
-- accounts too; -1 without one.
select key, plan, (dense_rank() over (order by region) - 1)::smallint as region, tenure, grp, lot,
    case when account_id is null then -1 else (dense_rank() over (order by account_id) - 1)::integer end as account
from people
order by sub
