-- Grain: one row per subscriber with contacts who take part, and cluster of such contacts (ties count both ways).
-- Columns: who (number of the subscriber), own (its cluster), cluster (of the contacts), gives, receives (shares of the
-- subscriber's strength that has the right), whole (share of its strength that lies in the cluster).
with numbered as (
    select subscriber_id, cluster, gives, receives, (row_number() over (order by subscriber_id) - 1)::integer as who
    from members
),
ties as (
    select subscriber_id as one, contact_id as other, tie_strength from contacts
    union all
    select contact_id as one, subscriber_id as other, tie_strength from contacts
),
told as (
    select a.who, a.cluster as own, b.cluster, sum(t.tie_strength) as whole, sum(t.tie_strength * b.gives::integer) as gives,
        sum(t.tie_strength * b.receives::integer) as receives
    from ties t
    join numbered a on a.subscriber_id = t.one
    join numbered b on b.subscriber_id = t.other
    group by all
)
select who, own, cluster, (gives / sum(whole) over (partition by who))::double as gives,
    (receives / sum(whole) over (partition by who))::double as receives, (whole / sum(whole) over (partition by who))::double as whole
from told
order by who, cluster
