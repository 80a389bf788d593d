-- Grain: one row per saved scenario. SQLite. An id is never given twice; revision counts the changes of a row; name_key is the
-- name folded, so that no two names differ by case alone; content is the scenario's file form.
create table if not exists scenario (
    id integer primary key autoincrement,
    revision integer not null default 1,
    name_key text not null unique,
    content text not null,
    created text not null,
    updated text not null
) strict
