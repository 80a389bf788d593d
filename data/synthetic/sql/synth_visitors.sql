-- Grain: one row per visitor among the ids of this chunk; residents, who stand first in a block, are none. Where each stands.
-- Columns: id, block, state, party (id of its first member), place in it, party_size, kind (tour, family, business), community (of a
-- tour all its parties, else the party), party_state, trip_state (of who arrives together: a tour's, else the party's).
-- Parties follow each other inside a block, so a chunk of whole blocks is a chunk of whole parties.
create or replace table visitors as
with here as (
    select id, block, state, (row_number() over (partition by block order by id) - 1)::integer as seat
    from ids where id % $block_size >= $block_size * $travel_resident_share
),
slots as (
    select block, nth, nth // $travel_tour_parties as slot,
        mix_key(mix32((block * 1000 + nth)::ubigint), $seed::ubigint + 3) as party_state,
        mix_key(mix32((block * 1000 + nth // $travel_tour_parties)::ubigint), $seed::ubigint + 4) as tour_state
    from (select distinct block from here), range(0, $block_size) t(nth)
),
kinds as (
    select *, case when draw(tour_state, 1) < $travel_tour_share then 'tour'
                   when draw(party_state, 1) < $travel_family_share then 'family' else 'business' end as kind
    from slots
),
sized as (
    select *, 1 + len(list_filter(case kind when 'tour' then $travel_tour_size_edges when 'family' then $travel_family_size_edges
            else $travel_business_size_edges end, lambda edge: draw(party_state, 2) >= edge)) as size
    from kinds
),
parties as (
    select *, coalesce(sum(size) over (partition by block order by nth rows between unbounded preceding and 1 preceding), 0)::integer as begins
    from sized
),
placed as (
    select h.id, h.block, h.state, h.seat - p.begins as place, h.id - (h.seat - p.begins) as party, p.kind, p.slot, p.party_state,
        case p.kind when 'tour' then p.tour_state else p.party_state end as trip_state
    from here h asof join parties p on h.block = p.block and h.seat >= p.begins
)
select id, block, state, party, place, count(*) over (partition by party) as party_size, kind,
    case kind when 'tour' then min(id) over (partition by block, slot, kind) else party end as community, party_state, trip_state
from placed
