-- Grain: one row per local subscriber and observed month. Tourists are left out: targets speak of people who stay.
-- Columns: sub, month_nth (months since year 0), need_kb, need_known, used_kb, allowance_kb (null: unlimited), short, ran_out, packs,
-- revenue (micro-units of currency), renewed. As in replay: use above allowance and packs was carried in from before, unless the
-- month ran out ($below and $above, data/importing/run_out.py).
create or replace table health_rows as
with numbered as (
    select subscriber_id, plan_id, (row_number() over () - 1)::integer as sub from subscribers
),
joined as (
    select n.sub, (year(u.month) * 12 + month(u.month))::integer as month_nth, u.packs_bought as packs, u.renewed, u.ran_out as said,
        kb_of(u.used_gb) as used_kb, kb_of(u.need_gb) as wanted_kb,
        kb_of(coalesce(u.allowance_gb, p.allowance_gb)) as allowance_kb, kb_of(coalesce(u.pack_gb, p.pack_gb)) as pack_kb,
        ((coalesce(u.monthly_fee, p.monthly_fee)::decimal(38, 6) + u.packs_bought * coalesce(u.pack_price, p.pack_price)::decimal(38, 6))
            * 1000000)::bigint as revenue
    from usage u
    join numbered n using (subscriber_id)
    join plans p using (plan_id)
    where p.sim_type = 'local'
),
metered as (
    select *, coalesce(ran_out_of(said, used_kb, allowance_kb + packs * pack_kb, $below, $above), false) as at_limit from joined
),
balanced as (
    select *, case when at_limit then allowance_kb else greatest(allowance_kb, used_kb - packs * pack_kb) end as balance_kb from metered
)
select sub, month_nth, packs, renewed, used_kb, allowance_kb, revenue,
    greatest(used_kb, coalesce(wanted_kb, used_kb)) as need_kb,
    wanted_kb is not null or allowance_kb is null or not (at_limit or used_kb >= balance_kb + packs * pack_kb) as need_known,
    allowance_kb is not null and (packs > 0 or coalesce(wanted_kb > balance_kb, at_limit or used_kb >= balance_kb)) as short,
    case when allowance_kb is not null then coalesce(wanted_kb > balance_kb + packs * pack_kb, at_limit) end as ran_out,
    case when allowance_kb is not null then greatest(0, balance_kb + packs * pack_kb - used_kb) end as unused_kb,
    case when allowance_kb is not null then balance_kb + packs * pack_kb end as bought_kb
from balanced
