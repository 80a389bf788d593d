-- Grain: one row per tie strength (log, to a tenth). Columns: strength, ties.
select round(ln(tie_strength::double), 1) as strength, count(*)::double as ties from contacts group by all order by 1
