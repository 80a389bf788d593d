-- Grain: one row per day of a cycle, of a share of the subscribers of this chunk. balance_gb is empty where unlimited.
insert into daily
with cycles as (select * from usage_full where draw(state, 505) < $daily_share),
spread as (
    select *, floor(need_kb * pow(nth / days, uneven))::bigint as need_so_far, floor(need_kb * pow((nth - 1) / days, uneven))::bigint as need_before
    from (select *, unnest(range(1, days + 1)) as nth from cycles)
),
held as (
    select *, allowance_kb + bonus_kb + case when nth >= run_day then packs * pack_kb else 0 end as had,
        allowance_kb + bonus_kb + case when nth - 1 >= run_day then packs * pack_kb else 0 end as had_before
    from spread
)
select id::varchar, month_day + (billing_day - 1) + (nth - 1)::integer,
    ((case when had is null then need_so_far else least(need_so_far, had) end
        - case when had is null then need_before else least(need_before, had_before) end) / 1000000.0)::decimal(18,6),
    (greatest(0, had - need_so_far) / 1000000.0)::decimal(18,6), billing_day
from held order by id, month_day, nth
