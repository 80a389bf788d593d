-- Grain: one row. Transitivity: of the pairs of contacts of one person, the share tied to each other.
-- A triangle closes three such pairs, one at each corner, and is met once: from the corner of the lowest index.
with pairs as (
    select sum(degree * (degree - 1) // 2) as open from (select count(*) as degree from health_ties group by sub)
),
rising as (select sub, other from health_ties where sub < other),
triangles as (
    select 3 * count(*) as closed
    from rising x
    join rising y on y.sub = x.sub and x.other < y.other
    join rising z on z.sub = x.other and z.other = y.other
)
select closed / nullif(open, 0) as clustering from pairs, triangles
