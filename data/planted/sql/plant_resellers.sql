-- Grain: one row per gift of a reseller: of young SIMs a share of $resellers_share of all subscribers, each of which passes on up to
-- $resellers_cap_gb in every month from the launch on, 1 GB at most at a time, to whoever lacks some after packs and chance brings.
insert into gifts
with sellers as (
    select subscriber_id, row_number() over (order by draw(mix_key(mix32(subscriber_id::ubigint), $seed::ubigint), 31)) - 1 as nth
    from subscribers where tenure_months between 11 and 18
    qualify nth < ceil($resellers_share * $subscribers)
),
lacking as (
    select u.subscriber_id, u.month, u.need_gb - p.allowance_gb - u.packs_bought * p.pack_gb as gb,
        row_number() over (partition by u.month
            order by draw(mix_key(mix32(u.subscriber_id::ubigint), datediff('month', $first_month::date, u.month)::ubigint + $seed::ubigint), 32)) - 1 as place
    from usage u join subscribers using (subscriber_id) join plans p using (plan_id)
    where u.need_gb - p.allowance_gb - u.packs_bought * p.pack_gb >= 0.5
        and u.month > ($first_month::date + to_months(($gifts_first_month + $gifts_launch_months)::integer))
),
sold as (
    select s.subscriber_id as giver, l.subscriber_id as receiver, l.month, floor(10 * least(1, l.gb)) / 10.0 as gb, l.place,
        sum(floor(10 * least(1, l.gb)) / 10.0) over (partition by s.subscriber_id, l.month order by l.place) as until
    from lacking l join sellers s on s.nth = l.place % (select count(*) from sellers)
    where s.subscriber_id != l.subscriber_id
)
select giver, receiver, month + (place % 28)::integer, 'data', 'accepted', gb, 0 from sold where until <= $resellers_cap_gb
order by giver, receiver, month
