-- Grain: one row per random group of the receiver, tie strength (log, to a tenth), months since gifts could be given and month.
-- Columns: grp, strength, since, nth, asked, given. Ties count, strongest first, until what was lacking had come; whoever offered
-- gave, taken or not. One key a subscriber-month: with two the planner may join all subscribers of a month.
with ways as (
    select a.sub as giver, b.sub as receiver, tie_strength::double as strength
    from contacts c join who a using (subscriber_id) join who b on b.subscriber_id = c.contact_id
),
directed as (select * from ways union all select receiver, giver, strength from ways),
asked as (
    select s.sub, s.nth, s.grp, s.lacking, s.opened, d.giver, d.strength, d.giver::bigint * 64 + s.nth as row_key
    from short s join directed d on d.receiver = s.sub
),
able as (
    select a.*, greatest(a.opened, o.opened) as began
    from asked a join seen g using (row_key) join opened o on o.sub = a.giver
    where g.surplus >= $least_surplus_gb and a.nth >= o.opened
),
marked as (
    select a.*, t.giver is not null as is_given, coalesce(t.gb, 0) as gb
    from able a left join told t on t.giver::bigint * 64 + t.nth = a.row_key and t.receiver = a.sub
),
ordered as (
    select *, coalesce(sum(gb) over (partition by sub, nth order by strength desc, giver
        rows between unbounded preceding and 1 preceding), 0) as already
    from marked
)
select grp, round(ln(strength), 1) as strength, nth - began as since, nth, count(*)::double as asked, sum(is_given::integer)::double as given
from ordered where lacking - already >= $least_gb - 1e-9
group by all
order by 1, 2, 3, 4
