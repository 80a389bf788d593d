-- Grain: one row per bonus of this chunk, credited on the first day of the cycle's month.
insert into bonuses
select id::varchar, month_day, (bonus_kb / 1000000.0)::decimal(18,6), case when draw(state, 502) < $bonuses_regular_share then 'every month' else 'lottery' end
from usage_full where bonus_kb > 0 order by id, month_day
