## The finished documents: PDF and HTML report, and the block that opens every format.

doc-answer-up = These rules pay
doc-answer-down = These rules cost profit
doc-answer-open = It could go either way
doc-answer-none = These rules change nothing
doc-answer-assumed-up = As assumed, these rules pay
doc-answer-assumed-down = As assumed, these rules cost profit

doc-horizon = Horizon
doc-horizon-months = { $months } months after the launch
doc-currency = Currency
doc-draws = Draws of the assumptions
doc-draws-none = none
doc-version = { $version }, model { $model }
doc-date = Date
doc-not = What this is not
doc-caveat = Not a forecast: scenario analysis over the assumptions stated. No randomised trial of data gifting has been published.
doc-declared = Declared defaults
doc-unchanged = unchanged
doc-difference = { $name }: { $value } instead of { $old }
doc-value-unit = { $value } { $unit }
doc-and-more = { $names } and { $count } more
doc-base = { $name }, { $subscribers } subscribers
doc-base-synthetic = a synthetic base, not a real operator’s
doc-base-observed = supplied data
doc-base-made-up = not observed but generated: { $what }

doc-levels = { $before } → { $after }
doc-unknown = unknown
doc-sampling = Sampling, 90 %
doc-assumption = Assumptions, 90 %
doc-headlines = The four numbers
doc-headlines-note = Change through the rules over the replayed months; below it the level without → with transfers.
doc-intervals-note = Sampling: what another draw of subscribers might have given. Assumptions: the middle 90 % of answers when what nobody knows varies within its likely range.
doc-npv = Value over the horizon, today’s money
doc-sampling-ends = Sampling, 90 %: { $ends }
doc-chance = Probability that profit rises
doc-chance-of = of { $draws } draws of the assumptions
doc-assumption-ends = The value under other assumptions
doc-assumption-note = middle 90 % of the draws
doc-cvar = If it goes badly
doc-cvar-note = mean of the worst 5 % of the draws (CVaR)
doc-payback = Payback
doc-not-drawn = the assumptions were not drawn

doc-per-head = { $currency } per initial subscriber, over { $months } months, not discounted
doc-path = How it adds up over time
doc-path-note = Cumulative change in profit, { $currency } per initial subscriber, not discounted: { $payback }.
doc-months = Months after the launch
doc-by-month = Month by month
doc-month = Month
doc-cumulative = Running sum
doc-stay = More subscribers here, per 1,000
doc-groups = Who gains, who loses
doc-groups-note = Subscribers by how their own benefit changes: gigabytes used at the pack price, less what packs and fees cost.
doc-hidden = hidden: too few
doc-band-column = Change in benefit
doc-gain = Gain
doc-lose = Lose
doc-group-profit = Profit per subscriber and month
doc-winners = Gain most often
doc-losers = Lose most often
doc-nobody-gains = No group gains.
doc-nobody-loses = No group loses.
doc-all-groups = Every group
doc-group = { $dimension }: { $level }

doc-in-force = Rules in force
doc-in-force-note = Compared with no transfers at all. ◆ differs from: { $reference }.
doc-more-differences = { $count } more rules differ: see the appendix.
doc-main-assumptions = Main assumptions
doc-main-note = Those that move the value most come first.
doc-main-note-fixed = Values nobody knows exactly, with the range in which we would not be surprised.
doc-likely = Likely range
doc-default = Declared
doc-source = Source
doc-source-judgement = Our judgement: no published figure found
doc-source-model_brief = Transfer Impact’s model brief
doc-first = Measure this first
doc-first-why = { $help } Where it is low the rules are worth { $low } on average, where it is high { $high }: nothing else unknown moves their value more.
doc-first-anyway = What decides most is whether those whom gifts reach would otherwise have bought a pack. A month’s trial with two random groups answers it.

doc-appendix = Appendix
doc-learned = What this base’s own data says about the unknowns
doc-learned-in-force = In force, and measured here: { $title } = { $value }, assumed to lie in { $range }.
doc-learned-by-hand = In force as measured here, but not what this base says today: { $title } = { $value }, assumed to lie in { $range }. It was set by hand, or the base has changed since.
doc-notices = What this base does not show
doc-more-notices = There is more to know of this base: { $count } more, in the appendix.
doc-method = Method in half a page
doc-method-replay = The last observed months, twelve at most, are replayed twice: as they happened and with transfers allowed. Both runs share the same random numbers, so each effect is a paired difference, and rules switched off change exactly nothing.
doc-method-giving = { $mechanism ->
    [gifting] Each month a giver offers what is expected to be left over, within the rules; whoever runs short asks. Ties are served strongest first, each with a chance that depends on the willingness to give and on how far adoption has come.
   *[other] The mechanism is “{ $title }”. { $about }
}
doc-method-fates = A gifted gigabyte displaces a paid pack, serves need that would have stayed unmet, induces extra use or expires. The four add up to what was received.
doc-method-staying = Unmet need, extra spending and waste lower satisfaction; giving and receiving move it either way. Satisfaction changes the monthly probability of leaving. Those who stay longer are the more loyal, so leaving slows down with time.
doc-method-ahead = For the months ahead the replayed year repeats, with retention, moves to other plans and departures that spread among contacts. Profit is pack revenue and fees less network, support and platform cost; value is discounted at the rate assumed.
doc-method-sampling = Sampling error comes from 200 random groups of whole communities (90 %, Student’s t). Assumption intervals come from scrambled Sobol draws over the likely ranges, each with a PERT distribution around the value assumed.
doc-method-groups = Groups are formed before transfers. Those of fewer than 10 subscribers, or in which fewer than 10 gave or received, are hidden, with others while a number could be found by subtraction. Shares of the bands are rounded to tens of subscribers.
doc-method-limits = Not modelled: answers by competitors, balances carried over, organised resale as a market, ties formed because of transfers.
doc-all-note = ◆ differs from the declared value.
doc-record = Run record
doc-record-note = The same record is attached to this file as record.json.
doc-record-html = The same record stands in this file as JSON, in the element “run-record”.
doc-reproduce = Reproduce these numbers
doc-reproduce-note = With the same version and base this command gives the same digits.
doc-reproduce-folder = With the same version and base this command gives the same digits. { $name } stands for the base’s folder.
doc-attachment = Run record: version, base, seed, rules, assumptions, digests
doc-model = Digest of the model
doc-rules-digest = Digest of the rules
doc-assumptions-digest = Digest of the assumptions
doc-results-digest = Digest of the results
doc-page = Page { $page } of { $pages }
doc-sure = How sure: assumptions
doc-drivers = What drives the value
