-- Grain: one row per on-net tie, in the schema of docs/data.md. Ties between blocks, proposed from both ends, become one here.
insert into contacts
select a::varchar, b::varchar, tie_strength
from (
    select a, b, tie_strength from ties where near
    union all
    select a, b, max(tie_strength) from ties where not near group by a, b
)
order by a, b
