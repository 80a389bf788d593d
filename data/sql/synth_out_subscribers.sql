-- Grain: one row per subscriber, in the schema of docs/data.md. Tenure is counted to the last month of presence.
create or replace table subscribers as
select id::varchar as subscriber_id, plan_id, region, (tenure0 + last_month - join_month)::integer as tenure_months,
    not left_in_window as active, age_band, community::varchar as community,
    floor(3 + 9 * pow(draw(state, 25), 2))::integer as off_net_contacts
from subscribers_full
order by id
