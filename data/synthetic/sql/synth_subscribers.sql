-- Grain: one row per synthetic subscriber. Adds the plan and the months of presence [join_month, last_month].
-- A plan is chosen by a need seen imperfectly: the one whose range of wanted GB [from_gb, upto_gb) holds it. Nobody stays on
-- a plan far too small for long: wanted GB is at least $choice_least_fit of the mean need.
-- Leaving is shifted-beta-geometric (Fader and Hardie 2007) with alpha = 1, whose quantile is closed: 1 - (1 - u)^(1 / beta).
create or replace table subscribers_full as
with seen as (
    select *, $need_median_gb * exp($need_between_sigma * z) * need_factor as mean_need_gb,
        1 - pow(1 - draw(state, 20), 1.0 / ($renewal_hazard_b + tenure0)) as leave_probability
    from people
),
wished as (
    select *,
        mean_need_gb * greatest($choice_least_fit, $choice_headroom * exp($choice_sigma * normal(state, 21))) as wanted_gb,
        case when sim_type = 'local'
             then least(1200, floor(ln(draw(state, 23)) / ln(1 - least(leave_probability, 0.999))))
             else floor(draw(state, 23) * $sims_tourist_months) end::integer as renewals
    from seen
)
select w.id, w.state, w.community, w.region, w.age_band, w.mean_need_gb, w.join_month, w.tenure0,
    w.off_net_contacts, p.plan_id, p.allowance_kb, p.pack_kb,
    least($months - 1, w.join_month + w.renewals)::integer as last_month,
    w.join_month + w.renewals <= $months - 1 as left_in_window
from wished w
join plan_grid p on p.sim_type = w.sim_type and w.wanted_gb >= p.from_gb and w.wanted_gb < p.upto_gb
