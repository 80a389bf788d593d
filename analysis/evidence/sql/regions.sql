-- Grain: one row per region. Columns: region, sub (the first subscriber there).
select region, min(sub)::integer as sub from who group by region order by region
