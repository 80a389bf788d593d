-- Grain: none yet. Gathers the ties of all chunks, a < b, tie_strength in (0, 1]; filled and explained by synth_contacts.sql.
create or replace table ties (a bigint, b bigint, tie_strength decimal(9,6), near boolean)
