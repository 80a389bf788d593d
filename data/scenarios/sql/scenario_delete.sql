-- Grain: one row, the scenario $id that was deleted; none unless it is still at $revision. SQLite.
delete from scenario where id = $id and revision = $revision returning id
