## Mappings of files that look different: what they may say, and what became of the rows

error-packed-locked = { $file } is locked with a password. Unpack it, and give what was in it.
error-packed-bomb = { $file } unpacks to more than { $times } times its size: that is no table anybody exports. Where it is one, unpack it first.
error-no-such-sheet = { $file } holds several tables, or not the one that is meant{ $value ->
    [empty] {""}
   *[other] {" "}(“{ $value }”)
}: say “sheet = …” beside “file” in the mapping. It has { $known }.{ own-guess }
error-names-unlike-row = { $file }: the mapping names { $named } columns (“names”), and the first row has { $cells } cells.
error-mapping-only-for = { $file }: “{ $where }” is for the table “{ $value }” alone.
error-mapping-not-both = { $file }: “{ $where }” contradicts itself or another entry ({ $value }): keep one of them.
error-mapping-braces = { $file }: “{ $where }” is “{ $value }”: a word in braces, as in traffic-{ "{" }month{ "}" }.csv, is a Latin name, each once.
error-mapping-written = { $file }: “{ $where }” cannot be “{ $value }”. It is for dates: directives as %d.%m.%Y, or one of { $known }.
error-mapping-written-year = { $file }: “{ $where }” is “{ $value }”, which names no year: say “year = 2025” beside it.
error-mapping-anchor = { $file }: “{ $where }” cannot be { $value }. It says which number is which month, as { "{" } 206 = "2016-01-01" { "}" }; a second one says in which direction they count.
error-mapping-decimal = { $file }: “{ $where }” cannot be “{ $value }”: decimals follow a point or a comma.
error-mapping-thousands = { $file }: “{ $where }” cannot be “{ $value }”: one mark, no letter or digit, and another one than that of decimals.
error-months-unlike-columns = “{ $where }”: { $file } has no columns that bear { $months } at their end or in front, with the same name otherwise. It has { $known }.
error-rows-left-out = { $table }: { $kept } of { $rows } rows of { $file } are read; “where” leaves out the others.
error-ties-made = contacts: { $rows } rows became { $ties } ties between subscribers. Contacts on other networks, counted and kept out: { $outside }; pairs without any subscriber: { $strangers }; with themselves: { $selves }.
error-more-doubled = { $file }, row { $row }: the file has several rows of one key of “{ $table }”, so which one counts is open. Add them up (sum, count, max).
error-say-of-base = Nothing says { $field ->
    [name] what the base is called: add “--name our-base”
   *[other] which currency prices are in: add “--currency RUB”
}, or say it under [source] of the mapping. No manifest.json is needed.
error-formula-failed-row = { own-cell } is “{ $value }”: the formula cannot be computed there: { $reason }
help-base-name = What the base is called, where neither the mapping nor a manifest.json says it.
help-base-currency = Currency of its prices, three letters as RUB, where neither the mapping nor a manifest.json says it.
