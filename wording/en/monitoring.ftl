## A launch watched: plan against actual.

help-monitor = Watch a launch: hold its months against what was planned, with a holdout kept.
help-monitor-read = Hold the launch in DIR against the plan in its record: { "assignment" } (who was held back), { "months" }, and if it is there { "gifts" }.
help-monitor-population = The base whose subscribers were launched.
help-monitor-example = Make an example launch on a base, with a holdout: its files and its plan are written to --out, and what is hidden behind them to a file of its own.
help-monitor-kind = Whether the hidden truth is as the plan assumed, spreads several times slower, or (staged) is as planned but in some regions only; that one needs a base of 24 months and takes no --holdout.
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
    [departs] The launch departs from its plan, as far as a mix of clusters not launched can tell. Which assumption was wrong cannot be said so.
    [untold] Nothing that the launch does beside gifts could be told from chance: with { $donors } clusters not launched, even the largest departure would have a p of { $floor }. What is shown below is no more than a hint.
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
monitor-rates = False alarms, where all goes as planned: on average one in { $all } months{ $many ->
    [true] {" "}over all { $charts } charts together (one in { $one } months a chart).
   *[false] , of its one chart.
} Within { $months ->
    [one] one month
   *[other] these { $months } months
} that is { $share } of launches; of { $repeats } launches drawn from the plan itself { $found } alarmed.
monitor-any-alarm = All that may alarm, read at the end of every month over the { $months } months planned: where all goes as planned, at most { $share } of launches raise any alarm at all.
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
question-launch = Plan against actual
launch-lead = After a launch: does it go as planned, and if not, which assumption was wrong? Choose the folder of a launch: who was launched and who was held back, the months since, and the record of its plan. Every chart below says how seldom it alarms where nothing is wrong.
launch-beside = Launches and pilots beside this base
launch-beside-none = choose one
launch-beside-help = The list of a plan goes into { $folder }, in a folder of its own. Put what came of it beside the list (months, and if there are any gifts, as CSV or Parquet) together with the plan’s record, and it stands here.
launch-example-title = Try it on an example
launch-example-there = This example is there already: choose it above.
launch-kind = Example launch
launch-kind-as-planned = goes as planned
launch-kind-slower = spreads several times slower
launch-kind-staged = region by region (needs a base of 24 months)
launch-holdout = Communities held back
launch-example = Make this example here
launch-example-help = A launch on this base under assumptions that are hidden from you: to see what watching one looks like. It is no evidence of anything.
launch-choose = Folder of the launch
launch-read-it = Read the launch
launch-none = No launch has been read.
launch-path-title = Planned and actual
launch-control-title = Gaps added up, and the limit
launch-band = 95 % if as planned
launch-expected = planned
launch-actual = actual
launch-limit = limit
launch-sum-up = above the plan
launch-sum-down = below the plan
launch-axis-gifts = Gifts per 100 launched
launch-axis-buying = Months with a pack, difference in pp
launch-axis-pack_revenue = Pack revenue, difference in { $currency }
launch-axis-used_gb = Use, difference in GB
launch-axis-sum = Standard deviations
launch-path-alternative = { $metric }: in { $inside } of { $months } months the actual lies within the planned interval. In { $month } planned { $expected } ({ $low } … { $high }), actual { $actual }. { $alarm ->
    [none] No alarm.
   *[other] Alarm in { $alarm }.
}
launch-control-alternative = { $metric }: the gaps add up to at most { $value }, in { $month }, against a limit of { $limit }. { $alarm ->
    [none] No alarm.
   *[other] Alarm in { $alarm }.
}
launch-beside-figures = What stands behind the figures
launch-download-json = Download all figures (JSON)
monitor-watch-title = Watched beside the plan
monitor-watch-alarm = Alarm beside the plan: { $watch }: { $found }.
monitor-watch-tail = Share of all gifts given by the 1 % of givers who give most, at least ten (resale shows there)
monitor-watch-leak = Gifts in which one side had no right (leak)
monitor-watch-holdout = Held back as it was dealt, least p
monitor-watch-tickets = Tickets a subscriber and month, launched less held back (95 %)
monitor-watch-drift = Launched and held back alike before launch, least p
monitor-watch-quiet = quiet
monitor-watch-alarm-state = alarm
monitor-watch-unwatched = not watched
monitor-watch-why-no-gift-log = there is no gift log
monitor-watch-why-few-givers = fewer than a hundred gave
monitor-watch-why-no-tickets = the months tell no tickets
monitor-watch-why-no-holdout = no holdout was dealt by lot
monitor-watch-why-no-run-in = there are no months before
monitor-watch-rate-none = none: a single one is a fault
monitor-watch-rate-share = at most { $share } of readings, { $launches } of launches read every month
monitor-watch-note = Usual for the share of gifts is what the draws of the plan show, no more than it: as far as people spread gifts over their contacts as the model does. The plan has no figure for tickets, so those of the launched are held against those held back, by lot. These alarms come on top of those of the charts, and a watch that is quiet proves nothing.
monitor-column-watch = Watched
monitor-column-state = State
monitor-column-found = Found
monitor-column-usual = Usual
monitor-column-rate = False alarms
monitor-compared-title = Without a holdout: against a mix of clusters not launched
monitor-compared-how = Too few clusters are held back for charts, but { $before } months lie before launch: { $donors } clusters not launched are mixed so that they move as the launched ones did then (synthetic difference-in-differences). Each of them taken in turn as if it were launched (a placebo in space) shows how far off that may be, and a p can never be less than { $floor }. { $sharp ->
    [true] They are judged once, with the last of the { $planned } months planned: at { $alpha } each, { $metrics } metrics then alarm falsely in at most { $all } of launches. { $judged ->
        [true] That is now.
       *[false] Until then their p is told, and nothing here alarms.
    }
   *[false] That is more than { $alpha }: no departure whatever could be significant, so nothing here alarms.
} This holds where regions not launched are no different in kind, and nothing else happened to the launched ones.
monitor-compared-in-time = { $metric }: launches that never were, in the months before (placebos in time, { $months } months each): { $effects }. What was found is { $effect }.
monitor-compared-no-time = No placebo in time: it needs more than { $fewest } months before launch.
monitor-column-effect = Actual
monitor-column-p = p, no effect
monitor-column-planned = Planned (95 % of the plan’s doubt)
monitor-column-plan-p = p, as planned
monitor-column-placebo = Largest placebo
monitor-column-donors = Weights spread over
launch-compared-alternative = { $metric }: on average planned { $planned } ({ $low } … { $high }), actual { $effect }; the largest placebo is { $placebo }.
launch-placebo = as far as placebos go
error-monitor-no-holdout = No control was kept: the first arm of this launch may give or receive, or there is no other. Where everybody is launched at once nothing can be put in its place, however many months lie before. Hold back 5 to 20 % of the communities; or launch region by region: with those still to come as the first arm, without rights, and { $fewest } months before launch, a mix of them can stand in.
error-monitor-no-plan = The record does not say what was assumed when the launch was planned, so there is nothing to hold it against. The record of { "pilot design" } and of { "monitor example" } says it.
error-monitor-few-clusters = { $clusters } clusters were held back: fewer than { $fewest } scatter too much by themselves, and the charts would alarm far more often than they state. A mix of them could stand in (synthetic control) with at least { $fewest_before } months before launch and { $donors } clusters; there are { $before } months. Hold back more, or smaller, clusters, or add earlier months to the table.
