-- Grain: one row per tie between two subscribers. Columns: source_row, subscriber_id, contact_id, tie_strength in (0, 1]: the
-- logarithm of what lies between the two, over that of the tie below which 99 in 100 lie; so a few who talk all day do not make
-- everybody else strangers, and twice the calls are not twice as close.
create or replace table staged_contacts as
with ties as (select * from calls_known where known = 2 and weight > 0),
top as (select quantile_disc(weight, 0.99)::double as weight from ties)
select source_row, one as subscriber_id, other as contact_id,
    round(greatest(0.000001, least(1, ln(1 + ties.weight::double) / ln(1 + top.weight))), 6) as tie_strength
from ties cross join top
