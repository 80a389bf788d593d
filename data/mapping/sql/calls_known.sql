-- Grain: one row per pair of ends, the smaller one first. Columns: source_row (of the first of its calls), one, other, weight (what
-- the mapping adds up of the calls in both directions), known (how many of the two are subscribers of this network).
-- A call of somebody with themselves is none.
create or replace table calls_known as
with ends as (
    select c.source_row, least(c.subscriber_id::varchar, c.contact_id::varchar) as one,
        greatest(c.subscriber_id::varchar, c.contact_id::varchar) as other, try_cast(c.tie_strength as decimal(38, 6)) as weight
    from staged_contacts c
    where c.subscriber_id is not null and c.contact_id is not null and c.subscriber_id::varchar <> c.contact_id::varchar
),
pairs as (
    select min(source_row) as source_row, one, other, sum(weight) as weight from ends group by one, other
)
select p.*, (a.id is not null)::integer + (b.id is not null)::integer as known, case when a.id is null then p.other else p.one end as ours
from pairs p left join calls_people a on a.id = p.one left join calls_people b on b.id = p.other
