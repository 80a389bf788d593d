## Page 4: sets of rules side by side.
which-lead = Every preset and your own rules, replayed on this base over the same { $months } months. Only the rules differ: the assumptions in force are the same in every row.
which-now = Your rules now
which-progress = Replayed { $done } of { $count } sets of rules…
which-chart = What each set does to profit
which-chart-help = A mark is what the rules are worth over the horizon per initial subscriber, in today’s money; the line through it the 90 % interval of sampling error. An interval that crosses zero could be no change at all. How far the assumptions may be wrong is not in it.
which-sources = Where these sets of rules come from
which-sources-help = Confidence in the source: H an operator document, a regulator or an audited report; M trade press or one survey; L an anecdote or our own judgement.
which-about = What it is
which-source = Source
which-confidence = Confidence
which-download = Download the comparison (CSV)
compare-rules = Rules
compare-worth = Worth over the horizon, per initial subscriber
compare-payback = Payback
compare-gifted = Gifted, GB
compare-rate = Transfers per 100 subscribers a month
compare-status = How sure we are of the rules
compare-own = set by you
compare-nobody = nobody
compare-change = { $change } ({ $direction })
compare-interval = 90 % interval of sampling
compare-meaning = What that means
compare-counts = Of { $count } sets of rules, { $up ->
    [0] none raises
    [one] one raises
   *[other] { $up } raise
} profit by more than sampling error and { $down ->
    [0] none lowers
    [one] one lowers
   *[other] { $down } lower
} it.
compare-ends = Where gigabytes move, “{ $best }” does best ({ $best_change } per initial subscriber over the horizon) and “{ $worst }” worst ({ $worst_change }).
certainty-up = rises beyond sampling error
certainty-down = falls beyond sampling error
certainty-unsure = could be sampling error
certainty-none = no change
alt-compare = Worth over the horizon per initial subscriber by set of rules. { $counted } { $ends }
alt-paths = { $name }: after { $months } months { $total }, { $payback ->
    [0] not paid back by then
   *[other] paid back from month { $payback } on
}.
axis-month = Month after the start
axis-cumulative = Change in profit so far, { $currency }
