-- Grain: one row per subscriber. Columns: sub (index 0.. in the canonical order of ids, shorter first), and those of the table.
create or replace view numbered as
select (row_number() over (order by len(subscriber_id), subscriber_id) - 1)::integer as sub, * from subscribers
