-- Grain: one row, the saved scenario $id, or none. SQLite.
select id, revision, content, created, updated from scenario where id = $id
