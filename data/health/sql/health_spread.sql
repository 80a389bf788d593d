-- Grain: one row. The lognormal within-person CV of monthly need, the between-person sd of its log (sampling noise of the
-- person's own mean taken out), and the share of people short in at least half of their months. People whose need is not
-- known in a month are left out of the first two, which are null when they are more than one in twenty.
select case when known >= 0.95 then sqrt(exp(within) - 1) end as need_within_cv,
    case when known >= 0.95 then sqrt(greatest(0, between - noise)) end as need_between_sigma,
    often as regularly_short_share
from (
    select avg(log_variance) filter (need_known) as within, avg(log_variance / months) filter (need_known) as noise,
        var_samp(log_mean) filter (need_known) as between, count(*) filter (need_known) / nullif(count(*), 0) as known,
        count(*) filter (2 * short_months >= months) / nullif(count(*), 0) as often
    from health_people
)
