-- Grain: one row. Of the local subscriber-months short (or buying a pack), the share again so in the month after, where that
-- month was observed.
with followed as (
    select short, packs, lead(short) over w as short_next, lead(packs) over w as packs_next,
        lead(month_nth) over w = month_nth + 1 as seen
    from health_rows
    window w as (partition by sub order by month_nth)
)
select count(*) filter (short and short_next) / nullif(count(*) filter (short), 0) as short_again_share,
    count(*) filter (packs > 0 and packs_next > 0) / nullif(count(*) filter (packs > 0), 0) as buyer_again_share
from followed
where seen
