-- Grain: one row per subscriber, as in numbered_by_id.sql, of a table in which they lie in that order.
create or replace view numbered as
select rowid::integer as sub, * from subscribers
