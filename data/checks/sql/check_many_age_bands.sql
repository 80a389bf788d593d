-- Grain: one row where `subscribers` has over 10,000 different values of age_band. Columns: row (rowid of the last), value (how many).
create or replace table found as
select max(rowid) as row, count(distinct age_band)::varchar as value from subscribers having count(distinct age_band) > 10000
