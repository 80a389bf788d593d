-- Grain: one row per month with usage, as month_counts.sql has them, from `looked_into`.
create or replace table month_counts as
select month, rows, used_gb, told, active, gone, other from looked_into where month is not null
