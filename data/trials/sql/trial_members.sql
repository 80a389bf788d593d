-- Grain: one row per subscriber who takes part.
-- Columns: subscriber_id, cluster, stratum (numbers from 0, in the order of their names), arm (place in the design), gives, receives.
create table members as
select a.subscriber_id, (dense_rank() over (order by a.cluster) - 1)::integer as cluster, (dense_rank() over (order by a.stratum) - 1)::integer as stratum,
    d.arm, a.may_give as gives, a.may_receive as receives
from assignment a
join arms d on d.name = a.arm
