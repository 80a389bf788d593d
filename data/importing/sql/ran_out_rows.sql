-- Grain: one row per subscriber-month, in no order. Columns: used_kb, allowance_kb (-1: without a limit), bought_kb (in packs).
with plans_kb as (
    select plan_id, kb_of(allowance_gb) as allowance_kb, kb_of(pack_gb) as pack_kb from plans
)
select kb_of(u.used_gb) as used_kb, coalesce(kb_of(u.allowance_gb), p.allowance_kb, -1) as allowance_kb,
    u.packs_bought * coalesce(kb_of(u.pack_gb), p.pack_kb) as bought_kb
from usage u
join subscribers s using (subscriber_id)
join plans_kb p using (plan_id)
