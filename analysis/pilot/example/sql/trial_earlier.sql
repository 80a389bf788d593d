-- Grain: one row per subscriber who takes part and month of the base, of the $months months just before $first.
-- Columns: those of a trial's months. Nothing is known of scores, tickets and chances then.
select u.subscriber_id, u.month, u.packs_bought::integer as packs, (u.packs_bought * coalesce(u.pack_price, p.pack_price))::decimal(18, 6) as pack_revenue,
    u.used_gb::decimal(18, 6) as used_gb, coalesce(u.renewed, true) as renewed, null::double as score, 0::integer as tickets,
    false as triggered
from usage u
join subscribers s using (subscriber_id)
join plans p using (plan_id)
semi join takes_part t on t.subscriber_id = u.subscriber_id
where u.month < $first::date and u.month >= $first::date - to_months($months::integer)
order by u.month, len(u.subscriber_id), u.subscriber_id
