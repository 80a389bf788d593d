-- Grain: one row. Columns: ran_out (subscriber-months in which the balance and the packs were used up), unknown (those of them of
-- which no need is given, so that it counts as the use).
select count(*) filter (where ran_out) as ran_out, count(*) filter (where ran_out and need_unknown) as unknown from replay_rows
