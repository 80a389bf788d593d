-- Grain: one row per subscriber of table `ids` (id, block, state). Where each stands in the contact graph.
-- Columns: id, block, state, community, household (ids of their first members), place and household_size.
-- Groups are cut inside blocks of consecutive ids, so a chunk of whole blocks is a chunk of whole communities.
create or replace table places as
with marked as (
    select *,
        id % 200 = 0 or draw(state, 1) < 1.0 / $graph_community_size as starts_community,
        id % 200 = 0 or draw(state, 1) < 1.0 / $graph_community_size
            or draw(state, 2) < 1.0 / $graph_household_size as starts_household
    from ids
),
placed as (
    select *,
        max(case when starts_community then id end) over w as community,
        max(case when starts_household then id end) over w as household
    from marked
    window w as (partition by block order by id rows unbounded preceding)
)
select id, block, state, community, household, id - household as place,
    count(*) over (partition by household) as household_size
from placed
