-- Grain: one row per subscriber of table `ids` (id, block, state). Where each stands in the contact graph.
-- Columns: id, block, state, community, household (ids of their first members), place and household_size, proposes (ties it
-- proposes to friends of this network), off_net_contacts. A circle of friends is Pareto; others propose half a mean circle, so
-- one proposes the rest: the heavy tail of circles stays in the graph.
-- Groups are cut inside blocks of consecutive ids, so a chunk of whole blocks is a chunk of whole communities.
create or replace table places as
with marked as (
    select *,
        id % $block_size = 0 or draw(state, 1) < 1.0 / $graph_community_size as starts_community,
        draw(state, 2) < 1.0 / $graph_household_size as starts_household
    from ids
),
placed as (
    select id, block, state,
        max(case when starts_community then id end) over w as community,
        max(case when starts_community or starts_household then id end) over w as household
    from marked
    window w as (partition by block order by id rows unbounded preceding)
)
select id, block, state, community, household, id - household as place,
    count(*) over (partition by household) as household_size,
    floor(greatest(0, circle - $graph_mean_friends / 2) * $graph_on_net_share + draw(state, 41))::integer as proposes,
    round(circle * (1 - $graph_on_net_share))::integer as off_net_contacts
from (
    select *, least($graph_friends_most, $graph_friends_least * pow(draw(state, 40), -1.0 / $graph_friends_tail)) as circle from placed
)
