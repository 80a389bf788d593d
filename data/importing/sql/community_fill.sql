-- Grain: one row per subscriber. Fills `community` where the source did not say: the id of the community's first member.
update subscribers s
set community = coalesce(s.community, first_member.subscriber_id)
from community_people own
join community_found f on f.sub = own.sub
join community_people first_member on first_member.sub = f.first
where own.subscriber_id = s.subscriber_id
