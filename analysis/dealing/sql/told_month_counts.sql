-- Grain: one row per slice and month: the counts of every slice, from their JSON; they add to those of month_counts.sql.
create or replace table month_counts as
select unnest(
    from_json($counts::json,
        '[{"month": "DATE", "rows": "BIGINT", "used_gb": "DECIMAL(38,6)", "told": "BIGINT", "active": "BIGINT", "gone": "BIGINT", "other": "BIGINT"}]'),
    recursive := true)
