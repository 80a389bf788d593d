-- Grain: one row per name in use, folded. SQLite.
select name_key from scenario
