-- Tables beside a synthetic base, as CSV files in {folder}: prices that moved once in half of the plans and regions, bonuses to
-- random people, and scores that lose 30 points for unmet need and 10 for waste.
copy (
    select distinct plan_id, region, d.date, (p.pack_price * d.factor)::decimal(18, 6) as pack_price
    from subscribers s join plans p using (plan_id),
    (values (date '2000-01-01', 1.0), ((select max(month) from usage) - interval 5 month, 1.3)) d(date, factor)
    where d.factor = 1 or md5_number_lower(plan_id || region) % 2 = 0
) to '{folder}/prices.csv';
copy (
    select subscriber_id, month + 4 as date, (1 + md5_number_lower(subscriber_id) % 3)::decimal(18, 6) as bonus_gb, 'test' as reason
    from usage where md5_number_lower(subscriber_id || month::varchar) % 40 = 0
) to '{folder}/bonuses.csv';
copy (
    select u.subscriber_id, u.month + 9 as date,
        case when md5_number_lower('a' || u.subscriber_id || month::varchar) % 3 > 0 then greatest(0, least(100, 80 - 30 * unmet
            - 10 * waste - (md5_number_lower(u.subscriber_id) % 10)::double + (md5_number_lower(u.subscriber_id || month::varchar) % 11)::double - 5)) end::decimal(9, 6) as score
    from (
        select u.*, case when need_gb > 0 then (need_gb - used_gb) / need_gb else 0 end as unmet,
            case when p.allowance_gb > 0 then least(1, greatest(0, p.allowance_gb + u.packs_bought * p.pack_gb - u.used_gb) / p.allowance_gb)
                else 0 end as waste
        from usage u join subscribers using (subscriber_id) join plans p using (plan_id)
    ) u
    where md5_number_lower(u.subscriber_id || 'x' || month::varchar) % 4 = 0
) to '{folder}/survey.csv';
