-- Grain: one row per subscriber, by sub. Columns: cell (a plan in a region, numbered by their names).
select (dense_rank() over (order by plan_id, region) - 1)::integer as cell from who order by sub
