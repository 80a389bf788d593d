-- Grain: one row per local subscriber and observed month. Tourists are left out: targets speak of people who stay.
-- Columns: sub, month_nth (months since year 0), need_kb, need_known, used_kb, short, ran_out, packs,
-- revenue (micro-units of currency), renewed. As in replay: use above allowance and packs was carried in from before, unless the
-- month ran out ($below and $above, data/importing/run_out.py).
create or replace table health_rows as
with plans_kb as (
    select plan_id, kb_of(allowance_gb) as allowance_kb, kb_of(pack_gb) as pack_kb, kb_of(monthly_fee) as fee, kb_of(pack_price) as price
    from plans
    where sim_type = 'local'
),
numbered as (
    select subscriber_id, plan_id, (row_number() over () - 1)::integer as sub from subscribers
),
joined as (
    select n.sub, (year(u.month) * 12 + month(u.month))::integer as month_nth, u.packs_bought as packs, u.renewed, u.ran_out as said,
        kb_of(u.used_gb) as used_kb, kb_of(u.need_gb) as wanted_kb,
        coalesce(kb_of(u.allowance_gb), p.allowance_kb) as allowance_kb, coalesce(kb_of(u.pack_gb), p.pack_kb) as pack_kb,
        coalesce(kb_of(u.monthly_fee), p.fee) + u.packs_bought * coalesce(kb_of(u.pack_price), p.price) as revenue
    from usage u
    join numbered n using (subscriber_id)
    join plans_kb p using (plan_id)
),
metered as (
    select *, coalesce(ran_out_of(said, used_kb, allowance_kb + packs * pack_kb, $below, $above), false) as at_limit from joined
),
balanced as (
    select *, case when at_limit then allowance_kb else greatest(allowance_kb, used_kb - packs * pack_kb) end as balance_kb from metered
)
select sub, month_nth, packs, renewed, used_kb, revenue,
    greatest(used_kb, coalesce(wanted_kb, used_kb)) as need_kb,
    wanted_kb is not null or allowance_kb is null or not (at_limit or used_kb >= balance_kb + packs * pack_kb) as need_known,
    allowance_kb is not null and (packs > 0 or coalesce(wanted_kb > balance_kb, at_limit or used_kb >= balance_kb)) as short,
    case when allowance_kb is not null then coalesce(wanted_kb > balance_kb + packs * pack_kb, at_limit) end as ran_out,
    case when allowance_kb is not null then greatest(0, balance_kb + packs * pack_kb - used_kb) end as unused_kb,
    case when allowance_kb is not null then balance_kb + packs * pack_kb end as bought_kb
from balanced
