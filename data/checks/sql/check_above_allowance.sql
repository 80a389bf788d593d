-- Grain: one row of `usage` with more use than allowance and packs give: the replay takes the rest as carried in.
-- Columns: row (rowid), value (GB used and GB given).
create or replace table found as
select u.rowid as row, u.used_gb || ' > ' || (coalesce(u.allowance_gb, p.allowance_gb) + u.packs_bought * coalesce(u.pack_gb, p.pack_gb)) as value
from usage u join subscribers s using (subscriber_id) join plans p using (plan_id)
where u.used_gb > coalesce(u.allowance_gb, p.allowance_gb) + u.packs_bought * coalesce(u.pack_gb, p.pack_gb)
