-- Grain: one row per question sent to a subscriber. Scores lose points for unmet need, spending and waste (the shares of
-- docs/method.md, equation 9), after gifts, and for an outage in the region that month.
insert into survey
with asked as (
    select u.* exclude (allowance_gb), s.region, p.allowance_gb, p.monthly_fee, p.pack_price, p.allowance_gb + u.packs_bought * p.pack_gb as had_gb,
        mix_key(mix32(subscriber_id::ubigint), $seed::ubigint) as state,
        mix_key(mix_key(mix32(subscriber_id::ubigint), $seed::ubigint), datediff('month', $first_month::date, u.month)::ubigint + 1) as month_state
    from usage u join subscribers s using (subscriber_id) join plans p using (plan_id)
),
struck as (select distinct region, date_trunc('month', date)::date as month from shocks),
told as (
    select a.*, k.region is not null as is_struck from asked a left join struck k on k.region = a.region and k.month = a.month
    where draw(month_state, 121) < $survey_asked_share
)
select subscriber_id, month + 20, case when draw(month_state, 122) < $survey_answered_share then
    greatest(0, least(100, $survey_base
        - $survey_unmet_penalty * case when need_gb > 0 then (need_gb - used_gb)::double / need_gb else 0 end
        - $survey_spend_penalty * case when monthly_fee > 0 then least(1, packs_bought * pack_price / monthly_fee) else 0 end::double
        - $survey_waste_penalty * case when allowance_gb > 0 then least(1, greatest(0, had_gb - used_gb)::double / allowance_gb) else 0 end
        - $shocks_points * is_struck::integer
        + $survey_person_sd * normal(state, 504) + $survey_month_sd * normal(month_state, 123))) end::decimal(9,6)
from told order by subscriber_id::bigint, month
