-- Grain: one row per plan, in the schema of docs/data.md.
insert into plans
select plan_id, name, sim_type, monthly_fee, allowance_gb, pack_gb, pack_price, validity_days from plan_grid
