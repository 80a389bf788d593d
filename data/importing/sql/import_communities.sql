-- Grain: one row per subscriber. Fills `community` where the source did not say: the id of the first member of the place's group.
update subscribers s
set community = coalesce(s.community, first_member.subscriber_id)
from placed_ids own
join places p on p.id = own.id
join placed_ids first_member on first_member.id = p.community
where own.subscriber_id = s.subscriber_id
