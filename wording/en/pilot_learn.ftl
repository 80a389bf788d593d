## What a pilot says of the assumptions, and what a pilot is worth.

help-pilot-learn = Learn from the pilot in DIR: it is replayed under many draws of the assumptions, and those that show what the pilot showed are kept. Says what narrowed, what the rules are worth before and after, and what is still unknown.
help-pilot-learn-out = Write a scenario that assumes what was learned to this file (.toml).
progress-pilot-learn = Replaying the pilot under other assumptions
progress-pilot-worth-after = Answering before and after
error-pilot-nothing-to-learn-from = The read-out holds no summary that can be replayed: gifts, buying, pack revenue, use or scores are needed.
pilot-learn-title = What the pilot says of the assumptions
pilot-learn-lead = The same pilot is replayed on this base under other assumptions; those that show what the pilot showed are kept. Where the weights cannot be trusted, or the model cannot produce what was seen, nothing is narrowed.
pilot-learn-none = First read a pilot: learning starts from its read-out.
pilot-learn-ask = Learn from this pilot
pilot-learn-accept = Accept what was learned
pilot-learn-undo = Take back what pilots taught
pilot-learn-accepted = Every page now assumes what pilot { $pilot } taught.
pilot-learn-narrowed = Pilot { $pilot } narrowed: { $names }.
pilot-learn-nothing = The pilot narrowed nothing: what it showed fits the assumptions as they were, and tells them no nearer.
pilot-learn-too-few = Nothing was narrowed: too few draws show what the pilot showed, so no average over them can be trusted. More draws may help (draws, waves).
pilot-learn-disagrees = Nothing was narrowed: ranges and correlations of the assumptions cannot tell what the draws say of the value of the rules.
pilot-learn-sample-ratio = Nothing is learned: the arms do not hold whom the design gave them, so no difference between them can be believed.
pilot-learn-conflict = The model cannot produce what you saw: { $which }{ $month ->
    [0] {""}
   *[other] {" "}in month { $month } of the pilot
} (p = { $chance }). Nothing was narrowed. Either the pilot was another than its files say, or the model lacks something.
pilot-learn-assumed = Assumed, not measured: the model itself may be off by { $share } % of each effect. { $months ->
    [one] One month of the pilot was
   *[other] { $months } months of the pilot were
} read; { $covered } % of the base took part. Values are those of the whole base.
pilot-learn-weights = The weights are worth { $effective } even draws of { $draws } (at least 100 are needed); their tail index is { $index }. Refocused { $waves ->
    [one] once
   *[other] { $waves } times
}.
pilot-learn-worth = Value of the rules, { $currency } per subscriber, mean and middle 90 % of the draws: before { $before }, after { $drawn }; told as assumptions { $told }.
pilot-learn-wider = The value is less certain than before, though assumptions narrowed: the pilot showed that more is moved than was assumed, so what is still unknown weighs more.
pilot-learn-unwilling-or-slow = This pilot cannot tell unwilling from slow: a higher willingness to give with slower adoption shows the same (correlation { $rho }). A longer pilot would.
pilot-learn-still = Still as unknown as before: { $count } assumptions, among them { $names }.
pilot-learn-how = To use it: write a scenario with --out, or set these assumptions with --assume.
pilot-learn-written = A scenario that assumes this is in { $path }.
pilot-learn-scenario = Learned from pilot { $pilot }
pilot-learn-column-assumption = Assumption
pilot-learn-column-before = Before
pilot-learn-column-after = After
pilot-learn-column-left = Spread that is left
pilot-summary-gifts = gifts per 100 subscribers
pilot-summary-gb-per-gift = GB per gift
pilot-summary-buying = the difference in months with a purchase
pilot-summary-pack-revenue = the difference in pack revenue
pilot-summary-used-gb = the difference in use
pilot-summary-score = the difference in score
