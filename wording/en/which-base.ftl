## The page "On which base?": the base in use, its health, and three ways to another one.
base-lead = Every number is replayed on one base of subscribers: their plans, months of use and contacts. Here you see what the base in use is and how far it can be believed, and get another one.
base-none = No base is in use yet. Build a synthetic one below (100,000 subscribers take a few seconds), or load your own data.
base-in-use = In use: { $name }
base-private = You uploaded this base. Only this browser tab sees it, and reloading the page or closing the tab removes it for good.
base-fact = Fact
base-value = Value
base-fact-name = Name in the data
base-fact-subscribers = Subscribers
base-fact-months = Months replayed
base-fact-currency = Currency
base-fact-source = Where it comes from
base-fact-made-up = Not observed, made up
base-fact-fingerprint = Fingerprint
base-months = { $count }: { $first } – { $last }
base-source-synthetic = synthetic: drawn from published figures, no real person in it
base-source-import = imported from an operator’s files
base-nothing-made-up = nothing
base-range = { $low } to { $high }

## Health

base-health = Can this base be believed?
base-health-help = About twenty measures (how often people run short, buy, leave, whom they know) are compared with published figures. This takes a second for 100,000 subscribers and about ten for a million.
base-measure = Measure the base
base-verdict = { $worst ->
    [pass] The base looks believable: { $passed } of { $total } measures lie where published figures put them, and none is off.
    [review] The base can be used, with an eye on some measures: { $passed } of { $total } are as expected, { $review } should be looked at.
   *[fail] Do not trust results of this base yet: { $failed } of { $total } measures are far from anything published, { $review } should be looked at, { $passed } are as expected.
}{ $unknown ->
    [none] {""}
   *[other] {" "}Not measured for lack of data: { $unknown }.
}
base-health-good = As expected: { $count }
base-health-status = Status
base-health-measure = Measure
base-health-measured = Measured
base-health-expected = Expected
base-health-advice = What to look at
base-health-source = Source: { $source }
unit-contacts = contacts
unit-packs = packs

## Another base

base-another = Get another base
base-way = How?
base-way-build = Build a synthetic base
base-way-files = Upload files of your own
base-way-folder = Read a folder on this machine
base-name = Name of the new base
base-name-help = Latin letters, digits, dash and underscore. An existing base is never overwritten.
base-build-help = A made-up operator base that meets published figures of the market: for a first look, and for comparison with your own.
base-market = Market
base-market-russia = Russia
base-market-travel = Travel SIMs for visitors to Russia
base-market-china = China
base-operator = Operator
base-size = Subscribers
base-size-help = { $low } to { $high } here. 100,000 are enough for a look; more make the intervals narrower.
base-seed = Seed
base-seed-help = The same seed gives the same base; another seed gives another draw of the same market.
base-build = Build
base-larger = Bases of more than { $high } subscribers (up to { $most }) are built on the command line. The command for the choices above:
base-command = python cli.py population synth --market { $market } --operator { $operator } --subscribers { $subscribers } --seed { $seed } --out { $path }
base-files-help = CSV or Parquet, { $most } MB in all: plans, subscribers, usage and, if you have them, contacts. The files stay on the machine this program runs on. Only this browser tab sees the base made of them; reloading the page or closing the tab removes it for good.
base-mapping = The files are
base-mapping-schema = already in the schema below
base-mapping-shipped = those of the ready-made mapping “{ $name }”
base-mapping-own = laid out differently: I have a mapping file (TOML)
base-mapping-help = A mapping says which of your columns is which of ours, and in which unit. How to write one: docs/data.md.
base-mapping-file = Mapping file
base-files = Files
base-files-as = Read { $name } as
base-files-unread = not read
base-files-missing = Still missing: { $files }
base-files-name = Your file
base-files-table = Becomes
base-currency = Currency of fees and prices (three letters, as RUB)
base-currency-help = Used where the folder holds no manifest.json.
base-currency-short = currency
base-folder = Folder
base-folder-help = For data too large to upload. The folder is on the machine this program runs on; it is only read. The base made of it is kept with the others and everybody who opens this page can choose it.
base-folder-shut = This page reads no folders. Whoever runs it can name one or more from which it may, in { $setting }, before it is started; on the command line any folder can be read.
base-load = Check and load

## Work under way and what came of it

base-doing-build = Building “{ $name }”
base-doing-files = Loading “{ $name }” from your files
base-doing-folder = Loading “{ $name }” from the folder
base-doing-health = Measuring “{ $name }”
base-progress = { $stage }: { $share }
base-waiting = Waiting for its turn: others are using this machine right now.
base-cancel = Cancel
base-cancelling = Stopping at the next step; nothing will be left behind.
base-busy = One thing at a time: this becomes available when the work under way is done or cancelled.
base-cancelled = “{ $name }” was cancelled; nothing was written.
base-failed = “{ $name }” was not made; nothing was written. This is what is wrong:
base-unmeasured = “{ $name }” could not be measured. This is what is wrong:
base-failed-help = Correct the files, or the mapping, and load them again. What each column must hold stands in [the schema](#schema).
base-broken = “{ $name }” was not made, and nothing was written: something went wrong that this program did not foresee. The disk may be full or the memory too small; the log of the program says more. Try again with a smaller base.
base-made = “{ $name }” is ready and can be chosen in the sidebar.
base-made-private = “{ $name }” is ready. Only this browser tab can choose it, until the page is reloaded or the tab closed.
base-made-up = Not observed and therefore made up: { $what }.
base-notes = Worth knowing; none of it stops the base from being used:
base-use = Use “{ $name }” now
base-dots = Identifiers of people are shown as dots; the row says which one it is.
base-put-away = Close
base-note = Note: { $text }
base-problems-of = { $file } (errors: { $errors }, notes: { $notes })
base-problems-general = In general
base-your-files = your files
error-base-name = A base cannot be called “{ $name }”: use 1 to { $high } Latin letters, digits, dashes and underscores, a letter or a digit first.
error-base-exists = There is already a base called “{ $name }”, or one is being built. Choose another name.
error-base-currency = “{ $value }” is not a currency: three capital letters are needed, as RUB.
error-source-folder = There is no folder “{ $path }” on the machine this program runs on.
error-source-outside = “{ $path }” is not inside { $root }, from where alone this page may read.
error-upload-size = The files are { $size } MB together; { $high } MB can be uploaded. Give the folder they are in, or import them with “population import”.
error-upload-twice = Two files would both be { $file }. Keep one of them.
error-upload-pattern = The mapping reads “{ $pattern }”, which uploaded files cannot be matched with. Give the folder instead, or write the pattern without square brackets.

## The schema

base-schema = What the files must hold
base-schema-help = The first four tables, each one CSV (UTF-8, decimals with a point) or one Parquet file. Of these only contacts may be missing: a plausible contact graph is then made up, and said to be. The others tell about the assumptions, and no answer needs them.
base-table-plans = plans: one row per tariff plan
base-table-subscribers = subscribers: one row per SIM
base-table-usage = usage: one row per subscriber and month
base-table-contacts = contacts: one row per tie between two subscribers (may be missing)
base-table-prices = prices: one row per plan, region and first day of a pack price (may be missing)
base-table-bonuses = bonuses: one row per volume given to a subscriber for nothing (may be missing)
base-table-survey = survey: one row per question sent, answered or not (may be missing)
base-table-daily = daily: one row per subscriber and day (may be missing)
base-table-purchases = purchases: one row per subscriber, day and size of pack (may be missing)
base-table-plan_moves = plan_moves: one row per change of plan (may be missing)
base-table-shocks = shocks: one row per outage or fault that nobody chose (may be missing)
base-table-gifts = gifts: one row per gift, offered, refused or accepted (may be missing)
base-table-launches = launches: one row per region and feature launched (may be missing)
base-key = Key, never twice: { $columns }.
base-schema-column = Column
base-schema-type = Type
base-schema-unit = Unit
base-schema-needed = Needed
base-schema-allowed = Allowed
base-type-text = text
base-type-number = number
base-type-whole = whole number
base-type-date = date, the first of the month
base-type-day = date, any day
base-type-switch = true or false
base-needed-yes = yes
base-needed-empty = yes, cells may be empty
base-needed-optional = optional
base-reference = one of those in { $table }
