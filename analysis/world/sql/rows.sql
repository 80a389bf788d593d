-- Grain: one row per subscriber and replayed month, by sub, nth.
-- Columns: sub, nth, plan, tariff (of the month: its fee and its pack), need_kb, balance_kb (-1: unlimited), packs, used_kb, leaving (1 left, 0 stayed, null unknown), tenure
-- at that month and its band of half years, ran_out, need_unknown. The need is the base's own, never below the use, which it is where the base does not say
-- it. Use beyond allowance and packs was carried in from before, unless the month ran out ($below and $above, data/importing/run_out.py): then
-- it was throttled. The allowance is the month's own where the base says it: of a plan left since, or one that was changed. A month
-- whose need lies above its limit used it up, whatever the meter lost or added there. Where no cell says who renewed, the last month is read from `active` ($by_active) if some are active then and some are not; earlier months stay unknown.
create or replace table replay_rows as
with joined as (
    select q.sub, m.nth, q.plan, coalesce(t.tariff, q.plan)::integer as tariff, coalesce(t.pack_kb, p.pack_kb) as pack_kb,
        coalesce(kb_of(u.allowance_gb), p.allowance_kb) as allowance_kb, u.packs_bought as packs, u.renewed, q.tenure,
        kb_of(u.used_gb) as used_kb, kb_of(u.need_gb) as said_kb, u.ran_out as said, q.active,
        m.nth = (select max(nth) from replay_months) as is_last
    from usage u
    join people q using (subscriber_id)
    join plan_index p using (plan)
    join replay_months m using (month)
    left join tariff_index t on t.plan = q.plan and t.fee = coalesce(kb_of(u.monthly_fee), p.fee)
        and t.pack_price = coalesce(kb_of(u.pack_price), p.pack_price) and t.pack_kb = coalesce(kb_of(u.pack_gb), p.pack_kb)
),
balanced as (
    select *, coalesce(ran_out_of(said, used_kb, allowance_kb + packs * pack_kb, $below, $above), false) as at_limit
    from joined
),
needed as (
    select *, balance_kb + packs * pack_kb as limit_kb,
        case when balance_kb < 0 then used_kb
             when said_kb is null then least(used_kb, balance_kb + packs * pack_kb)
             else greatest(used_kb, said_kb) end as need_kb
    from (
        select *, case when allowance_kb < 0 then -1 when at_limit then allowance_kb
                       else greatest(allowance_kb, used_kb - packs * pack_kb) end as balance_kb
        from balanced
    )
)
select *, least(tenure // 6, 20) as band
from (
    select sub, nth, plan, tariff, balance_kb::bigint as balance_kb, packs::integer as packs,
        case when balance_kb < 0 then used_kb when need_kb > limit_kb then limit_kb else least(used_kb, limit_kb) end::bigint as used_kb,
        need_kb::bigint as need_kb,
        case when $by_active and is_last then (not active)::tinyint when renewed is null then null when renewed then 0 else 1 end::tinyint
            as leaving,
        greatest(0, tenure - (max(nth) over (partition by sub) - nth))::integer as tenure,
        balance_kb >= 0 and used_kb > 0 and (at_limit or used_kb >= limit_kb) as ran_out, said_kb is null as need_unknown
    from needed
)
order by sub, nth
