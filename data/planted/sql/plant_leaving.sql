-- Grain: one row per synthetic subscriber, as synth_subscribers.sql. In a struck month more of them leave, by $shocks_leaving_ratio
-- of the mean hazard of their tenure (shifted-beta-geometric with alpha = 1).
create or replace table subscribers_full as
with struck as (select distinct region, datediff('month', $first_month::date, date) as month from shocks),
driven as (
    select s.id, min(k.month) as month
    from subscribers_full s join struck k on k.region = s.region and k.month between s.join_month and s.last_month
    where draw(mix_key(s.state, k.month::ubigint + 1), 110)
        < ($shocks_leaving_ratio - 1) / (1 + $renewal_hazard_b + s.tenure0 + k.month - s.join_month)
    group by s.id
)
select s.* replace (coalesce(d.month, s.last_month)::integer as last_month, s.left_in_window or d.month is not null as left_in_window)
from subscribers_full s left join driven d using (id)
