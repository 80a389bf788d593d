-- Grain: one row per visitor and trip in the months of the base: id, month (0-based, of arrival), renewed (comes again), need_kb of the days
-- its SIM lives. On days after its end nothing is used, and no pack is bought for them. Hotel Wi-Fi takes a share of a party's need.
create or replace table trips as
with each as (
    select t.*, nth, arrives + nth * gap as month, nth < trips - 1 as renewed,
        mix_key(state, arrives + nth * gap + 1) as month_state, mix_key(party_state, arrives + nth * gap + 1) as hotel_state
    from travellers t, range(0, $travel_most_trips) r(nth)
    where nth < trips and arrives + nth * gap < $months
)
select id, month::integer as month, renewed, allowance_kb, pack_kb, month_state, draw(state, 30) as person_draw,
    greatest(0, round(1000000 * day_gb * least(stay_days, validity_days)
        * exp($need_within_sigma * normal(month_state, 1) - $need_within_sigma * $need_within_sigma / 2)
        * (1 - $travel_wifi_least - ($travel_wifi_most - $travel_wifi_least) * draw(hotel_state, 2))))::bigint as need_kb
from each
