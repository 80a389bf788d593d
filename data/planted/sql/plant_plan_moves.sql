-- Grain: one row per change of plan in this chunk, at most one a subscriber, to the neighbour in price of the same SIM kind. Who had
-- a bonus in three months before moves down the oftener. The base keeps the plan of most of the year.
insert into plan_moves
with neighbours as (
    select plan_id, lag(plan_id) over w as cheaper, lead(plan_id) over w as dearer
    from plan_grid window w as (partition by sim_type order by monthly_fee)
),
seen as (
    select id, month, month_day, plan_id, month_state,
        count(*) filter (where bonus_kb > 0) over (partition by id order by month rows between unbounded preceding and 1 preceding) >= 3 as is_regular
    from usage_full
),
chances as (
    select *, case when is_regular then 1 - pow(1 - $moves_regular_down_rate, 1.0 / 12) else 0 end + 1 - pow(1 - $moves_down_rate, 1.0 / 12) as down,
        1 - pow(1 - $moves_up_rate, 1.0 / 12) as up, draw(month_state, 131) as luck
    from seen join neighbours using (plan_id)
)
select id::varchar, month_day, plan_id, case when luck < down then cheaper else dearer end
from chances
where case when luck < down then cheaper is not null else luck < down + up and dearer is not null end
qualify row_number() over (partition by id order by month) = 1
order by id, month_day
