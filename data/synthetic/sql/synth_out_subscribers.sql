-- Grain: one row per subscriber of this chunk, in the schema of docs/data.md. Tenure counts to the last month of presence.
insert into subscribers
select id::varchar, plan_id, region, (tenure0 + last_month - join_month)::integer, not left_in_window, age_band,
    community::varchar, off_net_contacts
from subscribers_full
order by id
