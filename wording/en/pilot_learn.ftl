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
pilot-learn-moved = Moved, and about as unknown as before: { $names }.
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
help-pilot-worth = Say what a pilot would be worth to the choice between options: no transfers, these rules, the same at a fee, presets. By size and length, net of what it costs and of waiting; zero is an answer.
help-pilot-worth-design = Hold another design beside the plan, over the same months: its name; may be given more than once.
help-pilot-option = A preset that may be chosen too; several times. Without any: all of gifting.
progress-pilot-options = Answering for each option
progress-pilot-shows = Seeing what pilots would show
pilot-option-asked = These rules
pilot-option-asked-at-a-fee = These rules, at the price of a GB
pilot-worth-title = What a pilot is worth
pilot-worth-lead = A pilot is worth what choosing after it brings above choosing now. It is drawn for every draw of the assumptions, and the choice is made from what it shows, with its error.
pilot-worth-options = Options beside none, these rules, and these at a fee
pilot-worth-designs = Other designs to hold beside it
pilot-worth-designs-framed = Other designs over the same months, among the same subscribers
pilot-worth-framed = The plan is held among { $frame } of the { $subscribers } subscribers of the base: doubts and other designs are told of a pilot of that size, sizes of shares of the whole base too. What it shows is what those people show. Money is of the whole base.
pilot-worth-designs-title = Other designs over the same months, on the whole base
pilot-worth-answers = Answers of a survey, in all
pilot-worth-answer-cost = Cost of an answer, { $currency }
pilot-worth-evsi-at = Worth of the result with a doubt of { $at }
pilot-worth-net-at = Net in all with a doubt of { $at }
pilot-worth-ask = See what it is worth
pilot-worth-zero = Within the declared ranges no result of this pilot would change the decision for the better: it is worth nothing to it. Knowing everything would be worth { $perfect } per subscriber. It is worth running only if you doubt the model itself, or for another goal.
pilot-worth-pays = A pilot on { $part } of the base over { $months } months is worth { $evsi } per subscriber to the decision; net of its cost and of waiting { $net } in all. Knowing everything would be worth { $perfect } per subscriber.
pilot-worth-costs = No pilot here brings what it costs. The nearest, on { $part } of the base over { $months } months, is worth { $evsi } per subscriber to the decision, and net of its cost and of waiting { $net } in all. Knowing everything would be worth { $perfect } per subscriber.
pilot-worth-now = Chosen now: { $option }, worth { $mean } per subscriber on average.
pilot-worth-doubt = It begins to pay where you doubt the model by an sd of { $doubt } per subscriber.
pilot-worth-no-doubt = It does not pay even where you doubt the model by an sd of { $doubt } per subscriber.
pilot-worth-assumed = By the model, over { $draws } draws: each choice is judged by draws it was not fitted to, which errs towards nothing. Assumed: the model may be off by 10 % of each effect, and what it is off by in money shows evenly over the horizon. Cost: packs not sold by those with rights, and a survey’s answers where one is planned. Waiting: what the option chosen now would earn meanwhile.
pilot-worth-part = Share of the base
pilot-worth-months = Months
pilot-worth-evsi = Worth of the result, { $currency } per subscriber
pilot-worth-cost = Packs not sold and answers, { $currency } in all
pilot-worth-waiting = Waiting, { $currency } in all
pilot-worth-net = Net, { $currency } in all
pilot-worth-doubt-title = If the model itself is doubted
pilot-worth-sd = Doubt, sd, { $currency } per subscriber
pilot-worth-perfect = Worth of knowing all, { $currency } per subscriber
pilot-worth-line-perfect = Knowing all
pilot-worth-line-evsi = The pilot’s result
pilot-worth-alternative = The pilot’s result is worth { $first } without doubt about the model and { $last } with an sd of { $doubt }.
