-- Grain: one row. The share of replayed subscriber-months whose own allowance was not that of the plan the subscriber is on now, and
-- of which the base does not say what they cost. Only of months with an allowance of their own and no fee is the plan looked up.
select coalesce(other / nullif((select count(*) from usage join replay_months using (month)), 0), 0) as share
from (
    select count(*) as other
    from usage u
    join replay_months m on m.month = u.month
    join subscribers s using (subscriber_id)
    join plans p using (plan_id)
    where u.allowance_gb is not null and u.monthly_fee is null and u.allowance_gb is distinct from p.allowance_gb
)
