-- Grain: one row of `usage` whose need is below its use, which cannot be. Columns: row (rowid), value (GB needed and GB used).
create or replace table found as
select rowid as row, need_gb || ' < ' || used_gb as value from usage where need_gb < used_gb
