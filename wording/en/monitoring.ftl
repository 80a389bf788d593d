## A launch watched: plan against actual.

help-monitor = Watch a launch: hold its months against what was planned, with a holdout kept.
help-monitor-read = Hold the launch in DIR against the plan in its record: { "assignment" } (who was held back), { "months" }, and if it is there { "gifts" }.
help-monitor-population = The base whose subscribers were launched.
help-monitor-example = Make an example launch on a base, with a holdout: its files and its plan are written to --out, and what is hidden behind them to a file of its own.
help-monitor-kind = Whether the hidden truth is as the plan assumed, or spreads several times slower.
help-monitor-holdout = Share of the communities that are held back.
progress-monitor-expect = Replaying the plan
progress-monitor-explain = Looking for what would explain the gap
monitor-made = An example launch was made in { $path }: { $subscribers } subscribers in { $clusters } clusters, { $months } months with those before. What is hidden behind it is in { $truth }.
monitor-finding = { $verdict ->
    [sample-ratio] THE HOLDOUT IS NOT WHO WAS TO BE HELD BACK: it does not hold the share that was designed. Find out why before you believe anything below.
    [explained] The launch departs from its plan, beyond chance and the plan’s own doubt. { $reasons ->
        [one] One assumption moved alone would explain it.
       *[other] Any one of { $reasons } assumptions moved alone would explain it or part of it.
    }
    [outside] The launch departs from its plan, and no single assumption explains it, moved alone over all of its declared range: what happens lies outside the model, or several assumptions were wrong at once.
   *[as-planned] { $months ->
        [one] In one month
       *[other] In { $months } months
    } nothing departs from the plan beyond chance and the plan’s own doubt. That is no proof that all is as planned: a departure within the intervals below would not have been seen.
}
monitor-alarm = Alarm: { $metric }, in { $month }: { $above ->
    [true] above
   *[false] below
} the plan, from { $since } on.
monitor-reason = { $name } ({ $unit }): planned { $planned }; it would have to be about { $moved } (90 % interval { $low } to { $high }). The months are { $more ->
    [true] more than { $factor }
   *[false] { $factor }
} times likelier then than as planned (Bayes factor), { $settles ->
    [true] and no chart alarms any longer.
   *[false] yet a chart still alarms.
}
monitor-not-apart = The months do not tell these assumptions apart: none is ten times likelier than the next.
monitor-rates = False alarms, where all goes as planned: on average one in { $all } months over all { $charts } charts together (one in { $one } months a chart). Within { $months ->
    [one] one month
   *[other] these { $months } months
} that is { $share } of launches; of { $repeats } launches drawn from the plan itself { $found } alarmed.
monitor-who = Clusters dealt: { $arms }. Months since launch: { $months }.
monitor-not-seen = Too small to be told from nothing with this holdout, over all these months: { $metrics }. What is planned there could be missing, or twice as large, and no chart need say so.
monitor-plan = The plan is assumed, not measured: the same subscribers replayed over { $draws } draws of what was assumed when the launch was planned. The model itself is taken to be wrong by { $discrepancy } of each effect. Only months that the base holds can be watched.
monitor-column-metric = Metric
monitor-column-month = Month
monitor-column-expected = Planned (95 % of what would be seen)
monitor-column-actual = Actual
monitor-column-error = Standard error
monitor-column-gap = Gap
monitor-column-chart = Chart / limit
monitor-column-alarm = Alarm
monitor-mark = alarm
monitor-metric-gifts = Gifts per 100 launched
monitor-per = Gifts are those of the launched; all else is launched less held back, a subscriber and month, adjusted for the months before launch. The gap is in standard deviations, given the months before it; the chart adds up gaps beyond half a standard deviation (CUSUM).
error-monitor-no-holdout = No control was kept: the first arm of this launch may give or receive, or there is no other. { $short ->
    [true] With { $before } months before launch, fewer than { $fewest }, nothing can be put in its place.
   *[false] What could stand in its place after { $before } months before launch, a synthetic control, is not built into this command yet.
} Hold back 5 to 20 % of the communities.
error-monitor-no-plan = The record does not say what was assumed when the launch was planned, so there is nothing to hold it against. The record of { "pilot design" } and of { "monitor example" } says it.
error-monitor-few-clusters = { $clusters } clusters were held back: fewer than { $fewest } scatter too much by themselves, and the charts would alarm far more often than they state. Hold back more, or smaller, clusters.
