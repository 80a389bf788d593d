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

## A mapping proposed, tried, and compared with last time

error-map-nothing = There is no table in { $path } that can be read: CSV, Parquet, XLSX, NDJSON, SQLite and DuckDB are, also packed as gz, zst or zip.
error-map-no-usage = No file tells who used how much: a column for the subscriber and one for the volume are needed. The headings found: { $known }.
error-guess-encoding = Text that is not in UTF-8 is read as { $value }.
error-guess-spelling = { $what ->
    [decimal] Decimals follow “{ $value }”
    [thousands] Thousands are parted by “{ $value }”
   *[nulls] These words stand for nothing: { $value }
}, as the cells look.
error-guess-unknown = { $table }: no heading looks like “{ $column }”. Put a column, a formula or a value in the place of the question mark.
error-guess-plans = No file tells what plans cost and include. Fill in the question marks for { $plans }.
error-guess-constant = { $table }: no heading looks like “{ $column }”, so it is “{ $value }” for everybody. Change it if you know better.
error-guess-unit = { $file }, column “{ $column }”: the heading names no unit; from the size of the numbers it is read in { $value }.
error-guess-unread = { $file }: nothing of this is read by the mapping. If it belongs to one of the tables, name it there.
error-guess-adds = { $file } has several rows of one subscriber and month: their volumes are added up.
error-guess-topups = { $file } is taken for a log of purchases: each row counts as one pack.
error-guess-day-or-month = { $file }, column “{ $column }”: days and months cannot be told apart; it is read as { $written }, and could be { $other }.
error-guess-month-form = { $file }, column “{ $column }”: how its months are written was not recognised. Say “written = …” (as %m.%Y), or “number” with anchors.
error-guess-year = { $file }, column “{ $column }” names no year: { $value } is assumed. Correct “year”.
error-shape-gone = { $file } was there when the mapping was saved, and is not any more.
error-shape-new-files = New since the mapping was saved, and not read by it: { $files }.
error-shape-column-new = { $file } has new columns since the mapping was saved: { $columns }.
error-shape-column-gone = { $file } has lost columns since the mapping was saved: { $columns }.
error-shape-encoding = { $file } was in { $was } when the mapping was saved, and is in { $value } now.
error-shape-half = { $file } has { $percent } % of the size of a usual file: is the month complete?
error-shape-month-missing = { $file }: there is no file for { $months }, though there is before and after.
help-population-map = Propose a mapping for a folder of unknown shape, and show the first rows as they would arrive.
help-map-mapping = A mapping saved before: it is tried on the files, and what has changed since is told.
help-map-save = File to save the mapping in.
cli-map-saved = The mapping is saved in { $path }. Change it as you like; then: population import --mapping { $path } { $folder } --out …
cli-map-table = { $table }, the first rows as they would arrive: { $columns }
cli-map-good = Nothing is wrong with the first rows.
cli-map-bad = Problems in the first rows: { $count }. Correct the mapping, and run this again with --mapping.
base-propose = Propose a mapping
base-propose-help = The files are looked at, and a mapping is proposed. Read it, fill in the question marks, try it until the first rows arrive as they should, and save it for next month.
base-mapping-propose = laid out differently: propose a mapping for me
base-mapping-text = The mapping
base-try = Try it on the first rows
base-save-mapping = Save the mapping
base-arrives = { $table }: the first rows as they would arrive
base-arrives-well = Nothing is wrong with the first rows.

## Databases

error-database-address = The address of a database begins with { $known }, as postgresql://reader@host/name.
error-database-password = The address of a database may not bear a password, which others on this machine could read. Give it in PGPASSWORD, in the password file, or in the keyring under “{ $service }”.
error-source-needed = { $file } reads files (“{ $pattern }”): name the folder in which they lie.
error-mapping-stored = { $file }: a table cannot be stored as “{ $value }” (“{ $where }”). Known: { $known }.
error-database-driver = Reading a database needs a driver that is not installed: pip install --require-hashes -r requirements-db.lock
error-database-refused = The database did not answer “{ $where }”: { $reason }
error-query-without-database = The mapping asks a database “{ $value }”, and none was named: add --database postgresql://… on the command line. The page asks no databases.
error-upload-words = { $file } does not fit “{ $pattern }”, whose words in braces become columns. Give the file the name it had, or the folder it lies in.
help-database = Address of a database that queries of the mapping are put to, as postgresql://reader@host/name; the password comes from PGPASSWORD or the keyring.
