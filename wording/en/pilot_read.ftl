## A pilot read out: who was where, what leaked, what it did.

help-pilot-read = Read a pilot out from the files in DIR: { "assignment" } and { "months" }, and if they are there { "gifts" } and { "survey" }. Whether the arms hold whom the design gave them is told first.
help-pilot-population = The base whose subscribers took part.
help-trial-out = Write the read-out to this file: .json or .pdf.
help-pilot-example = Make an example pilot on a base: its files are written to --out, and what is hidden behind them to a file of its own.
help-pilot-example-out = The folder to make.
help-pilot-example-seed = The seed of the hidden truth and of everything drawn.
progress-trial-read = Reading the trial
progress-trial-check = Checking the trial
progress-trial-sum = Adding up clusters
progress-trial-effects = Holding arms against each other
progress-trial-replay = Replaying the pilot
progress-trial-write = Writing the trial
trial-title = What the pilot found
trial-lead = Choose the folder of a pilot: the files of its assignment and its months, and the record of its design. Whether the arms hold whom the design gave them is told before any effect.
trial-beside = Pilots beside this base
trial-beside-none = choose one
trial-beside-help = The list of a plan goes into { $folder }, in a folder of its own. Put what came of it beside the list (months, and if there are any gifts and survey, as CSV or Parquet), and it stands here.
trial-example = Make an example pilot here
trial-example-help = The recommended plan, replayed on this base under assumptions that are hidden from you: to see what reading and learning look like. It is no evidence of anything.
trial-choose = Folder of the pilot
trial-none = No pilot has been read. A base without a pilot says nothing of what gifts do; until there is one, every figure rests on assumptions.
trial-read-it = Read the pilot
trial-download = Download the read-out (PDF)
trial-download-json = Download the read-out (JSON)
trial-made = An example pilot was made in { $path }: { $subscribers } subscribers in { $clusters } clusters, { $months } months. What is hidden behind it is in { $truth }.
trial-who = { $unit ->
    [regions] Regions
    [subscribers] Single subscribers
   *[communities] Communities
} were dealt to arms: { $arms }. Months read: { $months } ({ $run_in } before).
trial-arm = { $arm }: { $clusters } clusters, { $members } subscribers
trial-ratio-ok = Sample ratio: { $what ->
    [members] subscribers
   *[clusters] clusters
} as designed (p = { $p }, largest departure { $departure } of a share).
trial-ratio-failed = THE ARMS ARE NOT AS DESIGNED. { $what ->
    [members] Subscribers
   *[clusters] Clusters
} in the arm “{ $arm }”: { $departure } away from its share (p = { $p }). Find out why before you believe any effect below.
trial-leak = Gifts in the pilot months: { $gifts }, { $gb } GB. Refused: { $refused }. Between arms: { $crossed }. Where one side had no right: { $rightless }.
trial-few = 1 to { $most }
trial-look = Look { $number } of { $of }: z = { $z } against a bound of { $bound }. { $crossed ->
    [true] The bound is passed: the plan says that it may be told now.
    [last] The bound is not passed at the last look: nothing has been shown beyond chance, and the smallest effect it would see stands in the table.
   *[false] The bound is not passed: the plan says go on.
}
trial-harm = Harm: pack revenue falls, beyond the plan’s bound for month { $month } (z = { $z }, bound { $bound }). The plan says stop.
trial-table = Effect by arm
trial-arm-name = Arm
trial-measure = Measure
trial-control = Control
trial-treated = With gifts
trial-difference = Difference ({ $level })
trial-relative = Relative
trial-p = p
trial-lots = p by lot
trial-agree = Agreement
trial-sees = Smallest effect it would see
trial-agree-agree = all agree
trial-agree-differ = they differ
trial-measure-buying = Months with a pack
trial-measure-packs = Packs a month
trial-measure-pack_revenue = Pack revenue a month
trial-measure-used_gb = Use, GB a month
trial-measure-leaving = Leaving a month
trial-measure-score = Score, points
trial-measure-tickets = Tickets a month
trial-measure-triggered_buying = Triggered months with a pack
trial-measure-triggered_score = Score in triggered months, points
trial-per = Everybody assigned counts in every month, whether or not they did anything. Adjusted for the months before; errors by clusters (CR2), degrees of freedom after Satterthwaite; “by lot” counts the other assignments of the same strata.
trial-sides-title = Inside the lottery: who may receive, and who may not
trial-receivers = Receivers less others, same clusters
trial-others = Others less control
trial-exposure-title = By how many contacts may give
trial-exposure-level = Contacts who may give
trial-exposure-full = 95 % and more
trial-exposure-some = some
trial-exposure-none = none
trial-exposure-members = Subscribers
trial-exposure-effect = Months with a pack, against the control
trial-interference = Lottery { $individual }, clusters { $clusters }: { $differs ->
    [true] they differ (p = { $p }). Subscribers meet each other’s treatment; only the cluster estimate is one of a launch.
   *[false] they do not differ by more than chance (p = { $p }).
}
trial-monthly-title = Month by month
trial-monthly-alternative = Difference in months with a pack, arm “{ $arm }” against the control: { $points }.
trial-monthly-point = { $month }: { $value } ({ $low } … { $high })
trial-axis-month = Month
trial-axis-buying = Difference in months with a pack, pp
trial-note-sample-ratio = The sample ratio failed: nothing below is to be believed before that is explained.
trial-note-individuals-both = Both rights were dealt to single subscribers. A gift needs both sides in the same arm, so this shows only a part of what a launch does: about the arm’s share of it. It is no estimate of the launch.
trial-note-givers-only = Only the right to give was dealt. Everybody may receive in either arm, so top-ups look as if nothing happened: this design is blind to them.
trial-note-receivers-only = The right to receive was dealt to single subscribers while everybody may give. Top-ups are told well, the giver’s side is not, and where caps make gifts scarce the effect is told too large.
trial-note-leak = Gifts crossed arms or were given without a right: the arms are more alike than designed, and effects are told too small.
trial-note-interference = The lottery and the clusters differ: use the cluster estimate alone.
trial-note-no-gift-log = There is no gift log, so nobody knows whether gifts crossed arms.
trial-note-no-run-in = There are no months before, so nothing could be adjusted.
trial-note-running = The pilot still runs: what is read now counts as a look.
trial-note-not-a-look = The plan takes no look now: whoever decides on it decides beyond the plan.
trial-note-no-score = There is no score, so nothing is known of satisfaction.
trial-note-no-trigger = Triggered months are not marked (short, with a contact who has a surplus), so there is no narrower comparison.
trial-note-matched = Clusters were matched in blocks before they were dealt: p by lot counts the other assignments of the same blocks alone.
trial-note-few-gifts = The plan itself expects no gift at all in some month: too few were launched for gifts to be charted.
trial-note-not-judged = What is held against a mix of clusters is judged once, with the last month planned: judged every month at this level it would alarm falsely far more often than is stated.
error-trial-no-record = { $path } has no { $file }: the record of the design, which says which arms and shares were meant.
error-trial-short-history = This example needs { $months } months before those that are replayed, and the base holds { $held }. Build one with a longer history: population synth --months 24.
error-trial-record = { $file } is no record of a design: { $reason }.
error-trial-other-plan = The plan in the record has been changed: its digest is { $found }…, the record says { $expected }….
error-trial-other-assignment = { $file } is not the assignment that was designed: the design’s has the SHA-256 { $expected }….
error-trial-other-base = The pilot was designed on another base: its fingerprint is { $expected }…, this one’s { $found }….
error-trial-two-arms = { own-cell }: { $value } is in another arm in row { $earlier_row }. Nobody can be in two.
error-trial-unknown-arm = { own-cell }: the design has no arm “{ $value }”. Its arms: { $known }.
error-trial-split-cluster = { own-cell }: the cluster “{ $value }” has another arm or stratum in row { $earlier_row }. A cluster is dealt as a whole.
error-trial-missing-months = { $file } lacks months between its first and last: { $months }.
error-trial-months = { $file } has { $found } months. The design has { $run_in } before the pilot, and at most { $most } in all; at least one of the pilot is needed.
error-trial-empty-arm = Nobody is in the arm “{ $arm }”.
error-trial-arm-without-months = The arm “{ $arm }” has no row with any use in { $months }. Nobody is so idle: a file is missing.
error-trial-cannot-tell = { $unit ->
    [regions] Regions
    [subscribers] Subscribers
   *[communities] Communities
}: { $clusters } in the arm “{ $arm }” against { $control } in the control. No result whatever could be significant at { $alpha }: the smallest p of all assignments is { $least }. More clusters an arm are needed, however many subscribers there are.
error-trial-small-arm = The arm “{ $arm }” has fewer than { $few } subscribers: nothing is told of so few.
error-trial-folder-taken = { $path } holds something that is no trial of ours: { $found }. Name another folder.
error-trial-out = { $path }: a read-out is written as .json or .pdf.
