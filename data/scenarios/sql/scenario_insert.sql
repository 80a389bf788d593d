-- Grain: one row, the new scenario; none where the name is taken. SQLite.
insert into scenario (name_key, content, created, updated) values ($name_key, $content, $now, $now)
on conflict (name_key) do nothing returning id, revision, content, created, updated
