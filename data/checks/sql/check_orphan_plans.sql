-- Grain: one row of `subscribers` on a plan that is not in `plans`. Columns: row (rowid), value (the plan's id).
create or replace table found as
select rowid as row, plan_id as value from subscribers anti join plans using (plan_id) where plan_id is not null
