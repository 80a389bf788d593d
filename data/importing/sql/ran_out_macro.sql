-- Whether a month ran out of its allowance and packs: as the operator says, or as the meter shows. Volumes in kB.
-- `below` and `above` are how far a month at the limit may lie from it (data/importing/run_out.py); a month without a limit never runs out.
create or replace macro ran_out_of(said, used_kb, limit_kb, below, above) as
    limit_kb > 0 and coalesce(said, used_kb > 0 and used_kb between limit_kb - below and limit_kb + above)
