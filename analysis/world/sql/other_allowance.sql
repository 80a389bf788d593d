-- Grain: one row. The share of replayed subscriber-months whose own allowance was not that of the plan the subscriber is on now, and
-- of which the base does not say what they cost.
select coalesce(sum(other) / nullif(sum(rows), 0), 0) as share from month_counts join replay_months using (month)
