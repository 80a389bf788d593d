-- Grain: one row per tie that a visitor has, appended to `ties`; all of them lie inside its block. Companions: everyone in the party. Fellow
-- travellers: one of another party of the tour, for some. Hosts: a resident whom some parties know.
insert into ties
with seated as (
    select *, row_number() over (partition by community order by id) - 1 as seat, count(*) over (partition by community) as community_size
    from visitors
),
companions as (
    select id as a, unnest(range(id + 1, party + party_size)) as b, state, 0.55 as low, 0.45 as width, 50 as purpose from visitors
),
fellows as (
    select s.id as a, o.id as b, s.state, 0.05 as low, 0.5 as width, 51 as purpose
    from seated s join seated o on o.community = s.community and o.seat = floor(draw(s.state, 52) * s.community_size)::bigint
    where s.kind = 'tour' and draw(s.state, 53) < $travel_fellow_share and o.party <> s.party
),
hosts as (
    select id as a, block * $block_size + floor(draw(party_state, 54) * $block_size * $travel_resident_share)::bigint as b, state,
        0.05 as low, 0.3 as width, 55 as purpose
    from visitors where place = 0 and draw(party_state, 56) < $travel_host_share
),
proposed as (
    select * from companions union all select * from fellows union all select * from hosts
)
select least(a, b) as a, greatest(a, b) as b, max((low + width * pow(draw(state, purpose), 2))::decimal(9,6)) as tie_strength, true as near
from proposed where a <> b
group by all
