-- Grain: one row per plan of the operator, smallest first inside a SIM kind. A wanted volume in [from_gb, upto_gb) buys it.
create table plan_grid (
    plan_id varchar, name varchar, sim_type varchar, monthly_fee decimal(18,6), allowance_gb decimal(18,6), pack_gb decimal(18,6),
    pack_price decimal(18,6), validity_days integer, from_gb double, upto_gb double, allowance_kb bigint, pack_kb bigint
)
