-- Grain: one row per subscriber and billing cycle whose balance ran out. Columns: sub, nth (of the month it began in), day (since
-- 1970), into (days of the cycle before it), remaining (days of the cycle after it), bought (a pack from that day on).
-- It ran out on the first day that ended with nothing, or on which a pack was bought because the day before had left too little.
with cycles as (
    select subscriber_id, date_trunc('month', date - (billing_day - 1))::date as month, any_value(billing_day) as billing_day,
        min(date) filter (where balance_gb <= 0) as emptied
    from daily where billing_day is not null and balance_gb is not null group by all
),
packs as (
    select p.subscriber_id, date_trunc('month', p.date - (d.billing_day - 1))::date as month, p.date,
        y.balance_gb is null or d.billing_day = day(p.date) or y.balance_gb < d.used_gb as needed
    from purchases p join daily d using (subscriber_id, date)
    left join daily y on y.subscriber_id = p.subscriber_id and y.date = p.date - 1
    where d.billing_day is not null
),
bought as (select subscriber_id, month, min(date) filter (where needed) as date, max(date) as last from packs group by all),
ran as (
    select c.subscriber_id, c.month, c.billing_day, least(c.emptied, b.date) as date, b.last
    from cycles c left join bought b using (subscriber_id, month)
    where c.emptied is not null or b.date is not null
)
select w.sub, m.nth, datediff('day', date '1970-01-01', r.date)::integer as day,
    (datediff('day', r.month, r.date) - (r.billing_day - 1))::integer as into,
    (datediff('day', r.date, (r.month + interval 1 month)::date) + r.billing_day - 2)::integer as remaining,
    coalesce(r.last >= r.date, false) as bought
from ran r join who w using (subscriber_id) join calendar m using (month)
order by 1, 2
