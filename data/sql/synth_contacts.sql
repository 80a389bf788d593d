-- Grain: one row per on-net tie proposed in this chunk of ids; ties proposed from both ends are merged when written.
-- Columns: a, b (a < b), tie_strength in (0, 1].
-- Family: everyone in a household. Friends: heavy-tailed count, near neighbours in the community first (hence triangles).
-- Weak ties: anywhere in the base. Counts scale with the operator's share of the market.
create or replace table ties as
with spread as (
    select id, state, community, household, household_size,
        count(*) over (partition by community) as community_size,
        least($graph_friend_cap, floor($graph_friend_mean_low * pow(draw(state, 40), -1.0 / $graph_friend_tail)
            - $graph_friend_mean_low + draw(state, 41)))::integer as friend_count,
        (draw(state, 42) < $graph_weak_share)::integer + (draw(state, 43) < $graph_weak_share / 4)::integer * 3 as weak_count
    from places
),
family as (
    select id as a, unnest(range(id + 1, household + household_size)) as b, state, 0.55 as low, 0.45 as width, 50 as purpose
    from spread where household_size > 1
),
friends as (
    select id as a, community, community_size, unnest(range(0, friend_count)) as nth, state from spread
),
friend_pairs as (
    select a, community + (a - community + 1 + floor(pow(draw(state, 60 + nth * 2), $graph_friend_nearness) * (community_size - 1)))::bigint
        % community_size as b, state, 0.05 as low, 0.5 as width, 200 + nth as purpose
    from friends where community_size > 1
),
weak as (
    select a, floor(draw(state, 300 + nth) * $subscribers)::bigint as b, state, 0.01 as low, 0.1 as width, 400 + nth as purpose
    from (select id as a, unnest(range(0, weak_count)) as nth, state from spread)
),
proposed as (
    select * from family union all select * from friend_pairs union all select * from weak
)
select least(a, b) as a, greatest(a, b) as b, max(low + width * pow(draw(state, purpose), 2)) as tie_strength
from proposed where a <> b
group by 1, 2
