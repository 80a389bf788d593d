-- Grain: one row per gift between the ends of a tie in a month: of those with at least $gifts_least_surplus_gb left over to those who
-- lack some after their packs, in regions of both after the launch, strongest ties first until nothing is lacking.
insert into gifts
with state_of as (
    select subscriber_id, region, mix_key(mix32(subscriber_id::ubigint), $seed::ubigint) as state, l.date as launched
    from subscribers join launches l using (region)
),
months as (
    select u.subscriber_id, u.month, p.allowance_gb, u.need_gb, u.need_gb - p.allowance_gb - u.packs_bought * p.pack_gb - coalesce(b.gb, 0) as lacking,
        p.allowance_gb - u.need_gb as surplus, s.state, s.launched
    from usage u join state_of s using (subscriber_id) join subscribers using (subscriber_id) join plans p using (plan_id)
        left join (select subscriber_id, date_trunc('month', date)::date as month, sum(bonus_gb) as gb from bonuses group by all) b
            on b.subscriber_id = u.subscriber_id and b.month = u.month
    where p.allowance_gb is not null
),
scale as (select avg(pow(tie_strength, $gifts_strength_exponent)) as mean from contacts),
ways as (
    select subscriber_id as giver, contact_id as receiver, tie_strength from contacts
    union all select contact_id, subscriber_id, tie_strength from contacts
),
pairs as (
    select w.giver, w.receiver, r.month, r.lacking, g.surplus, w.tie_strength,
        pow(w.tie_strength, $gifts_strength_exponent) / scale.mean as weight,
        mix_key(mix_key(g.state, r.state), datediff('month', $first_month::date, r.month)::ubigint + 1) as pair_state,
        datediff('month', greatest(r.launched, g.launched), r.month) as since
    from ways w join months r on r.subscriber_id = w.receiver join months g on g.subscriber_id = w.giver and g.month = r.month, scale
    where r.lacking >= 0.1 and g.surplus >= $gifts_least_surplus_gb and r.month >= greatest(r.launched, g.launched)
),
willing as (
    select *, draw(pair_state, 2) < $gifts_accepted_share as is_taken,
        floor(10 * least(surplus, lacking)) / 10.0 as could
    from pairs
    where draw(pair_state, 1) < 1 - pow(1 - $gifts_give_probability * least(1, (since + 1) / $gifts_adoption_months), weight)
),
ordered as (
    select *, coalesce(sum(case when is_taken then could else 0 end) over (partition by receiver, month order by tie_strength desc, giver
        rows between unbounded preceding and 1 preceding), 0) as already
    from willing
)
select giver, receiver, month + floor(28 * draw(pair_state, 3))::integer, 'data',
    case when is_taken then 'accepted' when draw(pair_state, 4) < 0.5 then 'refused' else 'offered' end,
    floor(10 * least(could, lacking - already)) / 10.0, 0
from ordered where lacking - already >= 0.1
order by giver, receiver, month
