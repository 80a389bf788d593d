-- Grain: one row per visitor, appended to `subscribers_full`. It has left where its last trip of all lies in the base.
insert into subscribers_full by name
select t.id, t.state, t.community, list_extract($regions_names, t.region_nth) as region, list_extract($age_bands, t.band) as age_band,
    t.day_gb * least(t.stay_days, t.validity_days) as mean_need_gb, t.arrives::integer as join_month, 0 as tenure0,
    floor($travel_off_net * 2 * draw(t.state, 15))::integer as off_net_contacts, t.plan_id, t.allowance_kb, t.pack_kb,
    least(t.arrives + (t.trips - 1) * t.gap, t.arrives + ($months - 1 - t.arrives) // t.gap * t.gap)::integer as last_month,
    t.arrives + (t.trips - 1) * t.gap < $months as left_in_window
from travellers t
