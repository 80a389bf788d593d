-- Grain: one row per tie that an id of this chunk has or proposes, appended to `ties`. A tie inside a block is `near`: both its
-- ends are in this chunk, so it is merged here. The other end of a far one may propose it again from another chunk.
-- Family: everyone in a household. Friends: near neighbours in the community first (hence triangles). Weak ties: anywhere.
insert into ties
with spread as (
    select id, state, community, household, household_size, proposes,
        count(*) over (partition by community) as community_size,
        floor($graph_weak_ties * 2 * draw(state, 42) + draw(state, 43))::integer as weak_count
    from places
),
family as (
    select id as a, unnest(range(id + 1, household + household_size)) as b, state, 0.55 as low, 0.45 as width, 50 as purpose
    from spread where household_size > 1
),
friends as (
    select id as a, community, community_size, unnest(range(0, proposes)) as nth, state from spread where community_size > 1
),
friend_pairs as (
    select a, community + (a - community + 1 + floor(pow(draw(state, 60 + nth * 2), $graph_nearness) * (community_size - 1)))::bigint
        % community_size as b, state, 0.05 as low, 0.5 as width, 200 + nth as purpose
    from friends
),
weak as (
    select a, floor(draw(state, 300 + nth) * $subscribers)::bigint as b, state, 0.01 as low, 0.1 as width, 400 + nth as purpose
    from (select id as a, unnest(range(0, weak_count)) as nth, state from spread)
),
proposed as (
    select * from family union all select * from friend_pairs union all select * from weak
)
select least(a, b) as a, greatest(a, b) as b, max((low + width * pow(draw(state, purpose), 2))::decimal(9,6)) as tie_strength,
    a // $block_size = b // $block_size as near
from proposed where a <> b
group by all
