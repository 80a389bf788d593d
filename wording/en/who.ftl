## Page 2: who gains, who loses?
who-lead = Two sides of the same transfers: how much better or worse off subscribers are, and what each group changes for the operator.
who-dimension = Groups by
who-outcomes = Outcomes shown
who-bands = Subscribers: better or worse off
who-bands-help = Benefit of a subscriber: gigabytes used at the plan’s pack price, less what packs and transfer fees cost. Change over the replayed months, relative to the benefit without transfers.
who-bands-rounded = Shares are rounded to whole tens of subscribers, so that in no group can fewer than ten be counted.
who-groups = Groups: what changes for the operator
who-groups-help = Blue: for the better, orange: for the worse, the stronger the larger within its column. The signed change stands in each cell.
who-difference-before = Δ: the difference against the answer before the last move.
who-difference-pinned = Δ: the difference against the pinned answer.
who-most-groups = The chart shows the first { $count } groups; the table has them all.
who-table = The same as a table
who-sort = Sort by
who-sort-level = Group
who-sort-profit = Change in profit, total
who-sort-subscribers = Subscribers
who-sum-help = Changes of outcomes are averages per subscriber and month, or totals where the name says GB. Changes in profit are totals over the replayed months: the groups, what is hidden and the platform’s cost sum to the last row.
who-hidden-help = A group is hidden where it has fewer than 10 subscribers or where fewer than 10 of its subscribers gave or received; others are hidden with it until its number cannot be found by subtraction, not even from another table.
who-role-help = Groups by role come of the rules themselves, so only what the rules change in them is told, per subscriber and month of the replay, and nothing of how these people were without: two sets of rules that differ by one giver would tell of that person.
who-download = Download these groups (CSV)
dimension-plan = Plan
dimension-sim-type = SIM kind
dimension-region = Region
dimension-tenure = Tenure
dimension-age = Age
dimension-use-decile = Decile of use
dimension-role = Role in the transfers
role-neither = neither
role-giver = giver only
role-receiver = receiver only
role-both = both
segment-all = All subscribers
segment-tenure = { $level } months
segment-age = { $level } years
segment-use-decile = Decile { $level }{ $level ->
    [1] {" "}(lowest use)
    [10] {" "}(highest use)
   *[other] {""}
}
segment-group = Group
segment-subscribers = Subscribers
segment-profit = Change in profit, total, { $currency }
segment-hidden = hidden: too few people
segment-hidden-together = Hidden groups together
segment-platform = Platform cost, of no group
segment-resellers = Resellers, of no group
segment-sum = Sum
band-lose-more-than-5 = lose more than 5 %
band-lose-up-to-5 = lose up to 5 %
band-within-0-1 = within 0.1 %
band-gain-up-to-5 = gain up to 5 %
band-gain-more-than-5 = gain more than 5 %
axis-subscribers-share = % of subscribers
alt-bands = { $gain } of subscribers gain, { $lose } lose, { $same } notice nothing.
alt-bands-gains = Most often gains: “{ $best }” ({ $gain }).
alt-bands-loses = Most often loses: “{ $worst }” ({ $loss }).
alt-bands-hidden = Too few subscribers take part: nothing is shown.
alt-heat = { $sign ->
    [mixed] For the operator’s profit, “{ $best }” brings most ({ $gain } over the replayed months) and “{ $worst }” costs most ({ $loss }).
    [up] Every group that moves adds to the operator’s profit: most “{ $best }” ({ $gain } over the replayed months), least “{ $worst }” ({ $loss }).
   *[down] No group adds to the operator’s profit: “{ $worst }” costs most ({ $loss } over the replayed months), “{ $best }” least ({ $gain }).
}
alt-heat-none = No group changes the operator’s profit.
alt-heat-hidden = Too few people stand behind every group here: nothing is shown.
