-- Grain: one row per tie and end. Columns: sub, other (indices of the ends), tie_strength.
create or replace table health_ties as
with numbered as (select subscriber_id, (row_number() over () - 1)::integer as sub from subscribers),
indexed as (
    select a.sub as one, b.sub as two, tie_strength
    from contacts c
    join numbered a on a.subscriber_id = c.subscriber_id
    join numbered b on b.subscriber_id = c.contact_id
)
select one as sub, two as other, tie_strength from indexed
union all
select two, one, tie_strength from indexed
