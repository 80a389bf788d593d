-- Grain: one row per subscriber of this chunk, in the schema of docs/data.md. Tenure counts to the last month of presence.
insert into subscribers by name
select id::varchar as subscriber_id, plan_id, region, (tenure0 + last_month - join_month)::integer as tenure_months,
    not left_in_window as active, age_band, community::varchar as community, off_net_contacts
from subscribers_full
order by id
