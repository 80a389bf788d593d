-- Grain: one row per month, plan and tariff, as own_tariffs.sql has them: those of every slice, from their JSON.
create or replace table own_tariffs as
select distinct * from (
    select unnest(
        from_json($tariffs::json, '[{"month": "DATE", "plan": "SMALLINT", "fee": "BIGINT", "pack_price": "BIGINT", "pack_kb": "BIGINT"}]'),
        recursive := true)
)
