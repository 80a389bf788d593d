## Errors: what is wrong, where, what is allowed, the nearest valid name.

value-shortened = { $start }… ({ $count } characters)
value-listed = { $shown } and { $count } more

# $problem is a key of this file without "error-".
error-no-such-folder = There is no folder { $path }. Build a population with “population synth”, or give the path of one.
error-no-such-table = { $path } has no table “{ $table }”: expected { $table }.parquet or { $table }.csv.
error-no-manifest = { $path } is missing, so this folder is not a population. Build one with “population synth” or “population import”.
error-bad-manifest = { $path } cannot be read: { $reason }.
error-schema-version = { $path } has schema version { $found }; this program reads version { $known }. Build the population again.
error-target-not-a-population = { $path } holds “{ $found }”, which did not come with a population that this program wrote. Nothing was written or removed. Name a new or an empty folder, or move what is there elsewhere.
error-target-is-source = { $path } is, or holds, the source { $source } or a file that it is read from, and would be replaced. Nothing was written or removed. Name a folder outside it.
error-population-there = { $path } holds a population already, and it stays as it is. Name another folder, or add --replace to put the new one in its place.
error-no-scratch-folder = No folder for temporary files can be made: { $reason }. Name one that can be written with the variable TMPDIR.
error-out-of-memory = The work needs more memory than the { $limit } it may take. Give it more with the variable TRANSFER_IMPACT_MEMORY, 16GB say.
error-disk-refused = The disk refused a read or a write: { $reason }. Look at the free space of the folder for temporary files and of the target.
error-environment-memory = The variable { $name } cannot be “{ $value }”: a number and a unit are needed, from { $least } to { $most }, 8GB say.
error-environment-folder = The variable { $name } cannot be “{ $value }”: the path of a folder is needed.
error-environment-whole = The variable { $name } cannot be “{ $value }”: a whole number, or not set.
error-environment-choice = The variable { $name } cannot be “{ $value }”. Allowed: { $known }, or not set.
error-unknown-market = There is no market “{ $name }”.{ $nearest ->
    [empty] {""}
   *[other] {" "}Did you mean “{ $nearest }”?
} Known: { $known }.
error-population-size = A population of { $value } subscribers cannot be built: from { $low } to { $high }.
error-population-months = A history of { $value } months cannot be built: from { $low } to { $high }.
error-unknown-parameter = There is no parameter “{ $name }”.{ $nearest ->
    [empty] {""}
   *[other] {" "}Did you mean “{ $nearest }”?
} Known: { $known }.
error-parameter-type = { $name } cannot be “{ $value }”: { $kind ->
    [number] a number is needed
    [integer] a whole number is needed
    [switch] true or false is needed
   *[other] one of { $choices } is needed
}{ $optional ->
    [true] , or none
   *[false] {""}
}.
error-parameter-range = { $name } cannot be { $value }: from { $low } to { $high } { $unit }{ $optional ->
    [true] , or none
   *[false] {""}
}.
error-parameter-choice = { $name } cannot be “{ $value }”: one of { $choices }.
error-rules-contradict = { $name } = { $value } is more than { $other } = { $limit }, so no transfer could ever be made.
error-amounts-too-large = The money of this base is too large to be added up exactly: a random group of subscribers comes to { $most } { $currency }, at most { $limit } fit. Write every price in a larger unit, thousands for one.
error-base-too-large = This base has { $months } subscriber-months. Read whole it takes about { $needed } GB of memory, and this machine has { $here } GB. What is asked here needs it whole: ask on a machine with that much memory. What rules change is answered from shards, which take a few GB whatever its size (docs/cluster.md).
error-base-wants-shards = This base has { $months } subscriber-months. Asked whole it takes about { $needed } GB of memory, and this machine has { $here } GB. Deal it to shards, which take a few GB whatever its size: python cli.py population shard { $path } --out { $store }. From then on this command asks those by itself.
error-store-not-tables = { $path } is a store of shards, which holds no tables. Name the base that it was built of.
error-not-a-setting = “{ $value }” is not a setting: write NAME=VALUE.
error-unknown-plan = { $name }: there is no plan “{ $value }” in this base.{ $nearest ->
    [empty] {""}
   *[other] {" "}Did you mean “{ $nearest }”?
} Known: { $choices }.
error-plan-arm = “{ $value }” is no arm of a pilot. It is written { $form }, as control:0.5:0:0.
error-plan-arm-twice = Two arms are called “{ $name }”. Each needs a name of its own.
error-plan-arms-few = The plan has { $count } arms. A pilot needs at least 2: the first is the one the others are held against.
error-plan-arms-alike = All arms have the same rights and the same fee, so there is nothing to compare.
error-plan-arm-shares = The arms’ shares add up to { $total }. They must add up to 1.
error-plan-looks = { $looks } looks do not fit: with { $months } months there may be at most { $most }, one at each month’s end from the second on.
error-pilot-without-ids = A store holds no subscriber ids, and the tables it was built of are not where they were looked for, so nobody can be told who takes part. Name their folder with { "--tables" }, or open the base itself.
error-pilot-other-tables = { $path } does not hold the tables that this store was built of, so ids found there would be other people’s. Name the folder that it was built of, or build the store anew.
error-pilot-frame = A pilot on “{ $name }”, a store of shards, can be held among at most { $most } subscribers, and { $value } were asked for. Set { "frame" } to that or less, or open the base itself.
error-pilot-beyond-frame = { $count } of those on the list of this pilot are not among the people its plan says it is held among, so it cannot be replayed. Was it dealt on the whole base? Then learn from it there.
error-plan-months = Months of the pilot: { $months }, from month { $first } on. Months of the base that are replayed: { $replayed }. { $fits ->
    [false] Begin in one of those.
   *[true] At most { $most } fit from there: { "months=" }{ $most }.
}
error-plan-run-in = The run-in takes { $run_in } months, and of those replayed the base holds { $held } before a pilot of { $months }. An example is made of months that were: { "run_in_months=" }{ $held }, or a shorter pilot.
error-plan-matched-before = To match clusters at least one month must lie before the pilot, and this one begins in the first of the { $replayed } that are replayed. Let it begin later or be shorter (at most { $most } months), or leave { "matched" } off.
error-plan-matched-run-in = Matched clusters need a run-in: what they are matched by must be adjusted for, or the interval is as wide as if nothing had been matched. Set { "run_in_months=1" } or more, or leave { "matched" } off.
error-unknown-pilot-plan = There is no plan or file “{ $name }”.{ $nearest ->
    [empty] {""}
   *[other] {" "}Did you mean “{ $nearest }”?
} Known: { $known }.
error-pilot-plan-file = { $file } holds no plan of a pilot: { $reason }. Expected: TOML with a table [plan].
error-pilot-mechanism = A pilot is designed for gifting, and these rules are of another mechanism: { $name }.
error-unknown-preset = There is no preset or file “{ $name }”.{ $nearest ->
    [empty] {""}
   *[other] {" "}Did you mean “{ $nearest }”?
} Known: { $known }.
error-bad-rules-file = { $file } cannot be read as rules: { $reason }.
