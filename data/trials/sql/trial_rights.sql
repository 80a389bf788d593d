-- Grain: one row per subscriber who takes part, in the order of their ids.
-- Columns: subscriber_id, arm (its name), gives, receives.
select subscriber_id, arm, may_give as gives, may_receive as receives
from assignment
order by subscriber_id
