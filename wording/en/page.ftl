## The page.
page-title = Transfer Impact
page-what = What happens?
page-lead = What { $mechanism ->
    [gifting] letting subscribers give unused gigabytes to each other
   *[other] “{ $title }”
} would have done to the last { $months } observed months, and what it is worth over the next { $ahead }.
page-base = Base
page-base-facts = { $name }: { $subscribers } subscribers, { $first } – { $last }, { $currency }. Fingerprint { $fingerprint }.
page-base-synthesised = Not observed in this base, but synthesised: { $what }.
page-without = Without transfers
page-with = With these rules
page-change = Change
page-outcome = Outcome
page-direction = In words
page-interval = How sure: sampling
page-bridge = Where the change in profit comes from
page-fates = Where each gifted gigabyte goes
page-step = Step
page-total = Over the replayed months
page-horizon-total = Over the horizon
page-per-initial = Per initial subscriber
page-table = The same as a table
page-words = What the words mean:
page-fate = What became of it
page-gb = GB
page-share = Share
page-flow = { $transfers } transfers from { $givers } givers to { $receivers } receivers moved { $gb } GB: { $rate } per 100 subscribers a month.
page-flow-both = { $transfers } transfers from { $givers } givers to { $receivers } receivers: { $rate } per 100 subscribers a month. { $gb } GB changed hands or months in all; { $carried } GB of them were used by who had carried them over, and { $carriers } subscribers used nothing else.
page-flow-own = { $receivers } subscribers used { $gb } GB that would have been left over.
page-flow-few = Subscribers who give: { $givers }; who receive: { $receivers }. How many transfers there are and how much they move is not told: it would tell of single people.
page-caveat = Scenario analysis over stated assumptions: no randomised trial of gifting has been published.
page-download = Download the report
page-no-base = There is no population to answer from yet.
page-no-base-help = Build one with: `python cli.py population synth --out { $path }`
page-loading = Preparing the base…
page-setting = Setting
page-value = Value
page-unit = Unit
synthesised-contacts = contacts
synthesised-need_gb = need beyond the limit
synthesised-community = communities
page-preset = Preset
page-culture = Market culture
page-culture-none = As declared
page-path = When it pays back
page-cumulative = Sum so far
page-retained = More subscribers of 1,000
