-- Grain: one row. Column most: what the random group with most pays and uses in the replayed months, in currency, roughly.
select max(money) as most
from (
    select q.grp, sum(p.fee::double + r.packs * p.pack_price::double + r.used_kb::double * p.pack_price / p.pack_kb) / 1e6 as money
    from replay_rows r join people q using (sub) join tariff_index p using (tariff)
    group by q.grp
)
