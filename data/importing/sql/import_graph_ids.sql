-- Grain: one row per subscriber id, as the contact generator reads them: id, block, state.
create or replace table ids as select id, block, state from placed_ids
