-- Grain: one row per subscriber and replayed month, by nth, sub: what the kernels read. A month's rows lie together, as its walk reads them.
select sub, nth, need_kb, balance_kb, packs, coalesce(leaving, 0)::tinyint as leaving, tariff, band
from replay_rows
order by nth, sub
