-- Grain: one row per saved scenario, the latest changed first. SQLite.
select id, revision, content, created, updated from scenario order by updated desc, id desc
