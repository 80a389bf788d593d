-- Grain: one row per giver of `passed`, in the order of a world (shorter ids first). Columns: giver, receivers, unrelated (receivers
-- without a common contact; all, where $ties_known is false), top_months (with $top_share of the cap: $cap_gb, or what 99 % of
-- givers' months stay within), tenure (months, at the first gift), back (whether any receiver ever gave it anything), gb.
with ways as (
    select subscriber_id as one, contact_id as other from contacts union all select contact_id, subscriber_id from contacts
),
pairs as (select giver, receiver, sum(gb) as gb from passed group by all),
related as (
    select distinct p.giver, p.receiver
    from pairs p join ways a on a.one = p.giver join ways b on b.one = p.receiver and b.other = a.other
),
met as (
    select p.giver, p.receiver, p.gb, r.giver is not null and $ties_known as is_related, q.giver is not null as is_back
    from pairs p
        left join related r on r.giver = p.giver and r.receiver = p.receiver
        left join (select distinct giver, receiver from passed) q on q.giver = p.receiver and q.receiver = p.giver
),
monthly as (select giver, month, sum(gb) as gb from passed group by all),
top as (select coalesce($cap_gb::double, quantile_cont(gb, 0.99)) as gb from monthly),
often as (
    select giver, count(*) filter (monthly.gb >= $top_share * top.gb) as top_months, min(month) as first_month
    from monthly, top
    group by all
),
ended as (select max(month) as month from usage)
select m.giver, count(*)::integer as receivers, count(*) filter (not is_related)::integer as unrelated, o.top_months::integer as top_months,
    (s.tenure_months - datediff('month', o.first_month, ended.month))::integer as tenure, bool_or(is_back) as back, sum(m.gb) as gb
from met m join often o using (giver) join subscribers s on s.subscriber_id = m.giver, ended
group by m.giver, o.top_months, o.first_month, s.tenure_months, ended.month
order by len(m.giver), m.giver
