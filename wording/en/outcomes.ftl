## Outcomes, bridge, fates: the names of what is computed.
outcome-topup_rate = Top-up repurchase
    .help = Share of subscriber-months with at least one extra pack bought.
outcome-topup_rate_short = Repurchase among the short
    .help = The same, among subscriber-months whose need exceeded the balance.
outcome-renewal_rate = Renewal
    .help = Share of subscribers still here after a month.
outcome-satisfaction = Satisfaction
    .help = Index 0–100: unmet need, extra spending and waste pull it down; giving and receiving move it either way.
outcome-revenue_per_subscriber = Revenue per subscriber a month
    .help = Monthly fees, packs and transfer fees, per subscriber and month.
outcome-profit_per_subscriber = Profit per subscriber a month
    .help = Revenue less network, platform and support cost, per subscriber and month.
outcome-unmet_gb = Unmet need, GB
    .help = Gigabytes wanted and not used, over all replayed months.
outcome-expired_gb = Expired, GB
    .help = Gigabytes paid for and not used, over all replayed months.
bridge-packs-lost = Packs lost
bridge-packs-won = Packs won
bridge-fees = Transfer fees
bridge-retention = Subscribers who stay
bridge-plan-moves = Moves to other plans
bridge-upgrades-forgone = Upgrades forgone
bridge-network = Network cost
bridge-support = Support
bridge-platform = Platform
bridge-sum = Change in profit
fate-displaced-gb = Displaced a pack
fate-served-unmet-gb = Served unmet need
fate-induced-gb = Induced extra use
fate-expired-gift-gb = Expired unused
direction-up = rises
direction-down = falls
direction-none = unchanged
direction-hardly = hardly changes
interval = 90 % sampling interval { $low } … { $high }
interval-unknown = sampling interval unknown: too few groups
change-percentage-points = { $value } pp
change-points = { $value } points
value-none = no limit
value-on = on
value-off = off
choice-receiver = receiver
choice-giver = giver
axis-profit = { $currency } per initial subscriber
axis-gb = GB over the replayed months
alt-bridge = Change in profit per initial subscriber over the horizon: { $total }. Of this, { $parts }.
alt-bridge-empty = No step of the profit bridge changes.
alt-fates = Of { $total } GB received as gifts: { $parts }.
alt-fates-empty = No gigabyte was gifted.
alt-fates-hidden = Too few subscribers take part for the gigabytes to be told: they would tell of single people.
count-hidden = not told
count-few = fewer than { $fewest }
count-nearly-all = all but fewer than { $fewest }
verdict-off = Transfers are off: nothing changes.
verdict-nothing = Under these rules no transfer takes place, so nothing changes.
verdict = Under these rules, as assumed, profit { $profit ->
    [up] rises
   *[down] falls
} by { $amount } per subscriber over { $months } months in today’s money{ $sure ->
    [yes] {""}
   *[no] , which sampling error could explain
}: { $payback }{ $drawn ->
    [yes] , and it rises in { $chance } of the futures drawn
   *[no] {""}
}.
verdict-outcomes = Top-up repurchase changes by { $topup }, renewal by { $renewal }, satisfaction by { $satisfaction }.
verdict-variants = Variants of the model put that between { $low } and { $high }: it hangs on how people behave more than on any one number.
choice-local = local
choice-tourist = tourist
choice-tourist_premium = premium tourist
notice-giving-limited = This answer is of a store of shards that has the guests for giving of up to { $giving_share } a month: up to there it is exactly that of the whole base, and what asks for more is refused.
notice-tables-changed = The tables are not those this base was stamped for (fingerprint { $found }…, the manifest says { $expected }…): they were changed or damaged since. This answer is about the tables as they are now; “population check” tells more.
fewer-than-ten = fewer than 10
notice-health-failed = This base fails { $failed } of the { $measured } measures of its health that could be taken: it is unlike any base we know of, or its columns mean something else than they seem to. Which ones, and what to do: “Can this base be believed?” on the page “{ question-base }”, or “population health”.
notice-need-imputed = Need beyond what was used is not observed in this base but drawn from a model: whatever rests on shortages, repurchase first of all, rests on that model.
notice-need-is-use = This base does not say what was needed in most months that ran out, so need counts as use: shortages, and what a gift saves, are told too small. “population import” fills need in.
notice-renewal-assumed = This base does not say who renewed: that { $leaving_share } leave in a month is assumed, not measured.
notice-renewal-some-months = Who renewed is known of { $known } of the { $months } months: renewal rests on these alone.
notice-churn-high = In { $month } { $worst_share } of subscribers left, in the mean month { $mean_share }. Is it the churn of a quarter or of a lifetime that is written as one month’s? It is carried forward month by month.
notice-trips = In { $trip_share } of months the SIM is one of a trip: it ends by itself, “renewal” is another trip, and the months ahead bring such visitors again every year. Need is spread evenly over the days of a SIM, and those who know each other are taken to arrive on the same day.
notice-never-seen = { $absent_share } of subscribers have no month of usage among those replayed: they can neither give nor receive, nor leave.
title-modelled = { $title } (modelled)
title-assumed = { $title } (assumed)
notice-allowance-by-month = In { $other_share } of the months replayed the allowance was not that of the plan the subscriber is on now: plans were changed, or allowances differ by month. Volumes are those of each month; what these months cost the base does not say, so fee and pack are taken from the plan now. The columns “monthly_fee”, “pack_gb” and “pack_price” of usage say it.
notice-months-missing = There is no usage in { $months }. Months that do not follow one another are not replayed as though they did: { $count } in a row are, and the answer rests on these.
notice-months-stray = { $months }: far fewer rows of usage than a usual month has, as from a slip of the pen. Not replayed.
notice-month-partial = The last month, { $month }, has { $usual_share } of the usage of the months before: is it complete? It is replayed as it is, and carried forward.
notice-allowance-unlike-use = Plans that allow over a hundred times what anybody on them ever needed: { $count }. If that number stands for “unlimited”, leave the cell empty: as it is, it counts as volume to give away.
notice-no-ties = This base has no contact ties, so nobody can be given to.
notice-no-pairs = In no month does any of the { $ties } ties have a surplus at one end and a shortage at the other.
notice-nearly-all-short-buy = Of the months in which somebody was short, { $share } of 100 saw a pack bought: shortage without a pack is hardly seen on this base, so the answer rests on buyers alone. See the base’s health, “Months that ran out”.
notice-nobody-eligible = Of { $subscribers } subscribers { $givers } may give and { $receivers } may receive under these rules.
notice-floor-above-allowances = The floor of { $floor } GB is not below the largest balance of the base, { $highest } GB: nobody has anything to give.
notice-limit-is-zero = “{ $name }” is 0: no transfer is allowed.
notice-few = Fewer than { $fewest } subscribers are in the base, give, receive, or are left out of either. The numbers below are of the whole base and yet may tell of single people: keep them to yourself. Gigabytes, counts and groups are not told.
notice-blocked-nobody-gives = Willingness to give is assumed to be 0, so no tie ever takes part.
notice-blocked-fee = The fee is above what any gift is worth to its payer, or above the price of packs for as much. Without fees { $transfers } transfers would take place over the replayed months among { $subscribers } subscribers.
notice-blocked-size = Nobody has as much to give as the smallest transfer or one step. With neither { $transfers } transfers would take place over the replayed months among { $subscribers } subscribers.
notice-blocked-cap = The caps leave nothing to move. Without them { $transfers } transfers would take place over the replayed months among { $subscribers } subscribers.
notice-blocked-floor = What givers must keep leaves them nothing to give. Without it { $transfers } transfers would take place over the replayed months among { $subscribers } subscribers.
notice-blocked-tenure = Nobody with something to give has been a subscriber for long enough. Without that rule { $transfers } transfers would take place over the replayed months among { $subscribers } subscribers.
notice-blocked-region = Givers and the short never live in the same region. Across regions { $transfers } transfers would take place over the replayed months among { $subscribers } subscribers.
notice-blocked-active = Only those who leave would receive. If they might, { $transfers } transfers would take place over the replayed months among { $subscribers } subscribers.
notice-blocked-unlimited = Unlimited plans may not give. If they might, { $transfers } transfers would take place over the replayed months among { $subscribers } subscribers.
notice-blocked-giver = The SIM kinds and plans that may give have nothing that those short could receive. If all might give, { $transfers } transfers would take place over the replayed months among { $subscribers } subscribers.
notice-blocked-receiver = Nobody of the SIM kinds and plans that may receive is short where somebody could give. If all might receive, { $transfers } transfers would take place over the replayed months among { $subscribers } subscribers.
notice-blocked-together = Several rules together stop every transfer: no single one lifted lets any through. Without all of them { $transfers } transfers would take place over the replayed months among { $subscribers } subscribers.
