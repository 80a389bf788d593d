-- Grain: one row per row of the assignment whose arm the design does not know. Columns: row, value (the arm), first (the row).
create or replace table found as
select a.rowid as row, a.arm as value, a.rowid as first
from assignment a
anti join arms d on d.name = a.arm
where a.arm not in ('', '-1')
