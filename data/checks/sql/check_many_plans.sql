-- Grain: one row where `plans` has over 10,000 different values of plan_id. Columns: row (rowid of the last), value (how many).
create or replace table found as
select max(rowid) as row, count(distinct plan_id)::varchar as value from plans having count(distinct plan_id) > 10000
