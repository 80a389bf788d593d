-- Grain: one row per subscriber and replayed month, in no order: what the base says of it, for `analysis/world/months.py`.
-- Columns: sub, nth, tariff (of the month: its fee and its pack), allowance_kb (-1: unlimited), used_kb, said_kb (the need; -1: not said),
-- packs, leaving (1 left, 0 stayed, -1 unknown), told (1 the month ran out, 0 it did not, -1 not said),
-- renewed (1, 0, -1, as the cell says).
-- The allowance is the month's own where the base says it: of a plan left since, or one that was changed. Without a fee, a price and
-- a pack of its own a month has the tariff of the plan. Where no cell says who renewed, the last month is read from `active`
-- (renewals_told.sql); earlier months stay unknown.
select q.sub, m.nth, coalesce(t.tariff, q.plan)::integer as tariff, coalesce(kb_of(u.allowance_gb), p.allowance_kb) as allowance_kb,
    kb_of(u.used_gb) as used_kb, case when u.need_gb is null then -1 else greatest(0, kb_of(u.need_gb)) end as said_kb,
    u.packs_bought as packs,
    case when (select by_active from renewals_told) and m.nth = (select max(nth) from replay_months) then coalesce((not q.active)::tinyint, -1)
         when u.renewed is null then -1 when u.renewed then 0 else 1 end::tinyint as leaving,
    case when u.ran_out is null then -1 when u.ran_out then 1 else 0 end::tinyint as told, coalesce(u.renewed::tinyint, -1)::tinyint as renewed
from usage u
join people q using (subscriber_id)
join plan_index p using (plan)
join replay_months m using (month)
left join tariff_index t on t.plan = q.plan
    and t.fee = case when coalesce(u.monthly_fee, u.pack_price, u.pack_gb) is not null then coalesce(kb_of(u.monthly_fee), p.fee) end
    and t.pack_price = coalesce(kb_of(u.pack_price), p.pack_price) and t.pack_kb = coalesce(kb_of(u.pack_gb), p.pack_kb)
