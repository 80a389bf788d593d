-- Grain: one row, the scenario $id as changed; none unless it is still at $revision. SQLite.
update scenario set name_key = $name_key, content = $content, updated = $now, revision = revision + 1
where id = $id and revision = $revision returning id, revision, content, created, updated
