-- Grain: one row per subscriber and replayed month. The baseline as it happened, in exact integers: counts, kB, micro-units of
-- currency, and shares in millionths (unmet of need, unused of balance, spend of fee). Summed by person and by month.
-- Products that fit 64 bits are kept there: dividing a hugeint takes twenty times as long.
create or replace view row_measures as
select sub, nth, 1 as months, packs::bigint as packs, (packs > 0)::integer as buyers, (short_kb > 0)::integer as short,
    (short_kb > 0 and packs > 0)::integer as short_buyers, used_kb, need_kb - used_kb as unmet_kb, unused_kb, fee,
    packs * pack_price as pack_revenue, case when used_kb < 9000000000000000000 // greatest(1, pack_price) then used_kb * pack_price // pack_kb
         else ((used_kb::hugeint * pack_price) // pack_kb)::bigint end as used_value,
    case when need_kb > 0 then (need_kb - used_kb) * 1000000 // need_kb else 0 end as unmet_share,
    case when balance_kb > 0 then least(unused_kb, balance_kb) * 1000000 // balance_kb else 0 end as unused_share,
    case when fee <= 0 then 0 when packs * pack_price >= fee then 1000000
         else ((packs * pack_price)::hugeint * 1000000 // fee)::bigint end as spend_share,
    coalesce(leaving, 0) as leavers, (leaving is not null)::integer as renewals_seen
from (
    select r.*, p.fee, p.pack_price, p.pack_kb,
        case when balance_kb < 0 then 0 else greatest(0, need_kb - balance_kb) end as short_kb,
        case when balance_kb < 0 then 0 else greatest(0, balance_kb + packs * p.pack_kb - used_kb) end as unused_kb
    from replay_rows r join tariff_index p using (tariff)
)
