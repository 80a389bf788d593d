-- Grain: one row. Transitivity: of the pairs of contacts of one person, the share tied to each other.
-- Triangles are counted from each of their three corners.
with pairs as (
    select sum(degree * (degree - 1) // 2) as open from (select count(*) as degree from health_ties group by sub)
),
triangles as (
    select count(*) as closed
    from health_ties x
    join health_ties y on y.sub = x.sub and x.other < y.other
    join health_ties z on z.sub = x.other and z.other = y.other
)
select closed / nullif(open, 0) as clustering from pairs, triangles
