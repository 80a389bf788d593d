-- Grain: one row where `subscribers` has over 10,000 different values of region. Columns: row (rowid of the last), value (how many).
create or replace table found as
select max(rowid) as row, count(distinct region)::varchar as value from subscribers having count(distinct region) > 10000
