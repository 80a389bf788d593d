-- Grain: one row per move to a cheaper plan in a replayed month. Columns: sub, nth.
select distinct w.sub, m.nth
from plan_moves p join who w using (subscriber_id) join calendar m on m.month = date_trunc('month', p.date)
join plans a on a.plan_id = p.from_plan join plans b on b.plan_id = p.to_plan
where b.monthly_fee < a.monthly_fee
order by 1, 2
