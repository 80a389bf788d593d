-- Grain: one row per region and month that an outage struck, from its eleventh day on.
insert into shocks
select region, ($first_month::date + to_months(month::integer))::date + 10 as date, 'outage' as kind, 2 + floor(draw(state, 2) * 4)::integer as days
from (
    select r.region, m.month, mix_key(mix_key(mix32($seed::ubigint + 22), r.nth::ubigint), m.month::ubigint) as state
    from (select unnest($regions_names) as region, unnest(range(len($regions_names))) as nth) r
    cross join (select unnest(range($months)) as month) m
)
where draw(state, 1) < $shocks_struck_share
order by region, date
