## Errors: what is wrong, where, what is allowed, the nearest valid name.

value-shortened = { $start }… ({ $count } characters)
value-listed = { $shown } and { $count } more

# $problem is a key of this file without "error-".
error-no-such-folder = There is no folder { $path }. Build a population with “population synth”, or give the path of one.
error-no-such-table = { $path } has no table “{ $table }”: expected { $table }.parquet or { $table }.csv.
error-no-manifest = { $path } is missing, so this folder is not a population. Build one with “population synth” or “population import”.
error-bad-manifest = { $path } cannot be read: { $reason }.
error-schema-version = { $path } has schema version { $found }; this program reads version { $known }. Build the population again.
error-target-not-a-population = { $path } holds files that are not a population; nothing was written. Give an empty or a new folder.
error-unknown-market = There is no market “{ $name }”.{ $nearest ->
    [empty] {""}
   *[other] {" "}Did you mean “{ $nearest }”?
} Known: { $known }.
error-population-size = A population of { $value } subscribers cannot be built: from { $low } to { $high }.
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
error-not-a-setting = “{ $value }” is not a setting: write NAME=VALUE.
error-unknown-plan = { $name }: there is no plan “{ $value }” in this base.{ $nearest ->
    [empty] {""}
   *[other] {" "}Did you mean “{ $nearest }”?
} Known: { $choices }.
error-unknown-preset = There is no preset or file “{ $name }”.{ $nearest ->
    [empty] {""}
   *[other] {" "}Did you mean “{ $nearest }”?
} Known: { $known }.
error-bad-rules-file = { $file } cannot be read as rules: { $reason }.
