## Bases in shards: building a store, and what shards cannot answer.

help-population-shard = Deal a base to shards in a store, which a small machine can build and answer. SOURCE is a population; the store takes the place of it wherever --population stands.
help-shards-out = Folder of the store; it may not lie in the population.
help-shards = How many shards, 1 to 200; unless told, one for every 400,000 subscribers.
help-shards-giving = Hold guests only for what takes place while giving is assumed to be up to this probability, above 0 and up to 1: fewer guests, and what asks for more is refused. 1 is no limit.
help-shards-afresh = Throw away what an interrupted build of this store left, and begin from the start.
cli-shard-unfinished = What was done on { $path } is kept beside it: the same command goes on from there, with --afresh it begins anew. It is as confidential as the base, and is removed after a week.
cli-sharded = { $path } is ready: { $subscribers } subscribers in { $shards } shards, which hold { $factor } subscriber-months for each of their own, guests included.
cli-store-used = { $path } does not fit the memory of this machine; its store { $store } is asked in its place, with the same answer.
page-store-used = Too large for the memory of this machine: its store “{ $store }” is asked in its place, with the same answer.
progress-route = Dealing to shards
progress-shards = Working through shards
progress-guests = Finding guests
shards-many-guests = Ties between shards are many here: each subscriber-month is held { $factor } times. Answers stay exact, and cost as much more memory and disk. Fewer shards (--shards) hold fewer guests.
shards-limited-guests = --giving-up-to { $limit } would hold each subscriber-month { $factor } times, by one month of this base. Answers that assume giving of up to { $limit } stay exact, others are refused.
error-shards-range = “{ $value }” shards are not possible: from { $low } to { $high } are.
error-shards-other-unfinished = What an interrupted build left beside { $path } is of another build: another base, count of shards, limit of giving, seed or program. Repeat that command to go on with it, or add --afresh to throw it away.
error-shards-onwards = Where gifts go beside what is carried over or shared in an account, who can give depends on people whom a shard does not hold. Ask the population itself, or a store with one shard (--shards 1); { $subscribers } subscribers take about { $subscribers } × 2 kB of memory there.
error-shards-giving = This store has the guests for giving of up to { $limit } (--giving-up-to), and this question needs more: { $name }={ $chance } with tie_strength_exponent={ $exponent } and topup_conversion={ $conversion }. It was not answered, as gifts would be missing. Ask the population itself, or build a store with --giving-up-to { $needed } (1 is no limit).
error-shards-giving-range = A limit of giving of “{ $value }” is not possible: above 0 and up to 1 is.
error-shards-seed = This store was built with the seed { $known }, not { $value }. Ask with --seed { $known }, or build another store.
error-shards-inside = { $path } lies in the population it would be made from. Name a folder elsewhere.
error-shards-target-taken = { $path } holds “{ $found }”, which did not come with a store of shards. Nothing was written or removed. Name a new or an empty folder.
error-shards-there = { $path } holds a store already, and it stays as it is. Name another folder, or add --replace.
error-store-damaged = { $path } is not as it was written: it may be damaged or cut short. Build the store anew with “population shard”.
error-store-other-model = The store { $path } was built by version { $version } of this program with other model files, and its answers would not be of this model. Build it anew with “population shard”.
