## Own data: checking and importing populations. Facts come as text; what is not there comes as "empty".

own-cell = { $file }, row { $row }, column “{ $source ->
    [empty] { $column }”
   *[other] { $source }” (it becomes { $column })
}
own-guess = { $nearest ->
    [empty] {""}
   *[other] {" "}Did you mean “{ $nearest }”?
}

## Files

error-two-files = { $path } has the table “{ $table }” both as CSV and as Parquet. Keep one of them.
error-stray-file = { $file } is not a file of a population and is not read.{ own-guess }
error-empty-file = { $file } is empty.
error-no-rows = { $file } has a header but no rows.
error-no-header = The first line of { $file } is “{ $value }”: it has none of the columns { $known }. Is the header missing, or the delimiter another than comma, semicolon, tab or bar? In a mapping “skip = 1” passes over a line above the header, and “names = […]” names the columns of a file without one.
error-not-text = { $file } is not a text file, whatever its name says. Save it as CSV in UTF-8, or give it the ending it should have.
error-unknown-encoding = { $file }: “{ $value }” is not an encoding of text that is read here.{ own-guess } Known: { $known }.
error-not-utf8 = { $file }, row { $row }: the text is not in UTF-8. { $guess ->
    [empty] Save the file in UTF-8, or say “encoding = …” under [source] of a mapping
   *[other] It looks like { $guess }: say “encoding = "{ $guess }"” under [source] of a mapping, or save the file in UTF-8
}.
error-separator-line = { $file } begins with “{ $value }”, which spreadsheets write and tables do not have. Delete that line; the delimiter is found from the header, or stands in the mapping.
error-header-of-values = { $file } begins with { $value }: that looks like a row, and was taken for the names of columns. Put a line of names above it: the first row is not read as data.
error-wrong-encoding = { $file }, row { $row }: the text is not in { $encoding }. Save the file in UTF-8.
error-unreadable-file = { $file } cannot be read: it may be damaged or cut short. The reader says: { $reason }
error-bad-line = { $file }, row { $row }: { $reason ->
    [few] there are fewer cells than columns
    [many] there are more cells than columns
    [quote] a quotation mark is opened and never closed, or stands inside a cell without being doubled
    [encoding] the text is not in UTF-8; save the file in UTF-8, or say “encoding = …” under [source] of a mapping
    [long] the line is too long to be a row
   *[other] the line cannot be read
}. The line begins “{ $value }”.
error-too-many-rows = { $file } says it has { $rows } rows in { $bytes } bytes: more than is read, or more than can be meant. Where it is right, set { $variable } to the most rows a file may have.
own-and-more = The same in { $more } more rows, beginning with { $rows }{ $values ->
    [empty] {""}
   *[other] , where there is { $values }
}.
error-cannot-cast = { $file } holds a value of the wrong type: { $reason } Run “population check” to see all of them.

## Columns

error-missing-column = { $file } lacks the column “{ $column }”.{ $nearest ->
    [empty] {""}
   *[other] {" "}It has “{ $nearest }”: is that the one?
}
error-unknown-column = { $file } has a column “{ $column }” that is not ours; it is not read. Ours are { $known }.
error-uneven-column = Column “{ $column }” is { $side ->
    [lacking] missing in { $files }, though the other files of the table ({ $others }) have it
   *[having] in { $files }, and not in the other files of the table ({ $others })
}. { $used ->
    [yes] Give all of them the same columns, with empty cells where nothing is known.
   *[no] It is not read.
}
error-duplicate-column = { $file } has the column “{ $column }” twice (capitals make no difference).
error-reserved-column = { $file } has a column “{ $column }”, a name that is kept for the place of a row. Give it another name.
error-unnamed-column = { $file }: column number { $position } has no name.
error-wrong-column-type = { $file }, column “{ $column }” is of type { $found }; { $needed } is needed. Identifiers must be text or whole numbers.

## Cells

error-empty-value = { own-cell } is empty; a value is needed.{ $way ->
    [needed] {" "}Leave such rows out with “where”, or say what they count as with “formula = "coalesce(…, 0)"”.
   *[other] {""}
}
error-wrong-type = { own-cell } is “{ $value }”: { $kind ->
    [number] a number is needed, { $decimal ->
        [comma] with a comma for decimals, as the mapping says: a point would mean either thousands or decimals
       *[other] with a point for decimals
    }
    [whole] a whole number is needed
    [date] a date is needed, written as 2025-01-01; a mapping reads others, told how they are written: “written = "%d.%m.%Y"”
    [switch] true or false is needed
   *[other] text is needed
}.{ $column ->
    [allowance_gb] {" "}Where the plan is unlimited, leave the cell empty.
   *[other] {""}
}{ $way ->
    [nulls] {" "}If “{ $value }” means that nothing is known, say “nulls = ["{ $value }"]” under [source] of the mapping.
    [needed] {" "}If “{ $value }” means that nothing is known: say “nulls = ["{ $value }"]” under [source] of the mapping, and, since { $column } may not be empty, leave such rows out with “where”, or say what they count as with “formula = "coalesce(…, 0)"”.
   *[other] {""}
}
error-decimal-comma = { own-cell } is “{ $value }”: decimals are written with a point, unless a mapping says “decimal = ","” under [source].
error-not-finite = { own-cell } is “{ $value }”: a finite number is needed.
error-not-whole = { own-cell } is “{ $value }”: a whole number is needed.
error-out-of-range = { own-cell } is “{ $value }”: from { $low } to { $high } is allowed.{ $column ->
    [allowance_gb] {" "}Where the plan is unlimited, leave the cell empty.
   *[other] {""}
}
error-filler-value = { own-cell } is “{ $value }”, which programs write where a number is not known. It is taken for a real one.
error-allowance-unlike-use = { own-cell }: the allowance is far above anything used on the plan ({ $value } GB). Does it stand for “unlimited”? Then leave the cell empty: as it is, everybody on the plan has that much to give away.
error-too-many-kinds = { own-cell }: there are { $value } different values; up to { $high } can be told apart. Group them.
error-sums-too-large = { own-cell }: the money or the gigabytes of this subscriber add up to { $value }; sums up to { $high } are held exactly. Write money in a larger unit, such as thousands.
error-not-allowed = { own-cell } is “{ $value }”: one of { $choices } is allowed.
error-month-not-first-day = { own-cell } is “{ $value }”: a month is written as its first day.
error-control-character = { own-cell } holds a line break or another character that cannot be shown: “{ $value }”.
error-unseen-character = { own-cell } is “{ $value }”, with a character in it that nobody sees (without width, or a blank that is not the ordinary one): a name that looks the same would count as another one. Take it out; a mapping does so with replace().
error-padded-text = { own-cell } is “{ $value }”: there are spaces before or after the text.
error-too-long = { own-cell } is longer than { $high } characters. It begins “{ $value }”.
error-spreadsheet-formula = { own-cell } is “{ $value }”: a spreadsheet would run this as a formula. Text may not begin with =, @, or with + or - before anything but a digit.

## Keys and references

own-earlier = { $earlier_file ->
    [empty] {""}
   *[other] { $earlier_file },{" "}
}row { $earlier_row }
error-duplicate-key = { own-cell }: “{ $value }” is already in { own-earlier }.{ $table ->
    [usage] {" "}Where rows are events (purchases, sessions), add them up in the mapping: “used_gb = { "{" } sum = "…" { "}" }”, “packs_bought = { "{" } count = "*" { "}" }”; where a file was exported twice, leave one out.
   *[other] {""}
}
error-orphan = { own-cell }: “{ $value }” is not in the table “{ $table }”. Compare the identifiers, leading zeros included.
error-self-tie = { own-cell }: “{ $value }” is a contact of its own.
error-mirrored-tie = { own-cell }: the tie “{ $value }” is already there from its other end ({ own-earlier }). Each tie is one row.
error-need-below-use = { own-cell }: need is below use ({ $value } GB). Leave need empty where it is not known.
error-above-allowance = { own-cell }: more was used than allowance and packs give ({ $value } GB). The rest counts as carried in from before.
error-need-unknown = In { $count } of { $of } subscriber-months that ran out nothing says what was needed: need counts as use there, and shortages are told too small. “population import” fills need_gb in.
error-renewal-unknown = Nothing says who renewed (column “renewed”). { $known ->
    [active] The last month is read from “active”; the months before stay unknown.
   *[nothing] Leaving is then assumed, not measured.
}
error-never-seen = { $count } of { $of } subscribers have no month of usage: they can neither give nor receive.
error-active-contradicts = “active” and “renewed” contradict each other in the last month: { $gone } renewed and are not active, { $left } did not renew and are active. “renewed” counts.
error-nobody-active = Not one subscriber is active, so “active” is not taken to say who left.
error-validity-ignored = { $count } plans have an allowance that lasts longer than a month (“validity_days”). The model counts in months: state the allowance of a month.
error-validity-counts = { $count } plans have a SIM that ends within 27 days (“validity_days”): each month of usage is taken for one such SIM, with its fee, its allowance and the need of its days. If they are renewed within the month, leave “validity_days” empty and state the allowance of a month.
error-months-missing = There is no usage in { $months }, though there is before and after. Months that do not follow one another are not replayed as though they did: the replay takes { $first } to { $last }.
error-month-stray = { $month } has hardly any usage (rows: { $rows }; in a usual month: { $usual }). Is it mistyped, or cut off? It is not replayed.
error-month-partial = The last month, { $month }, has { $percent } % of the usage of the months before: is it complete? It is replayed as it is.
error-after-leaving = { own-cell }: there is use after a month that was not renewed ({ $value }).

## Manifest

error-manifest-lacks = { $path } lacks the field “{ $field }”.
error-manifest-field = { $path }: the field “{ $field }” cannot be { $value }. { $field ->
    [currency] A currency is three capital letters, as RUB.
    [seed] A seed is a whole number.
    [schema_version] The version is a whole number.
    [fingerprint] A fingerprint is 64 hexadecimal digits.
    [synthesised] It is a list that may hold contacts and need_gb.
   *[other] It is one line of text, up to 200 characters.
}
error-no-fingerprint = The manifest bears no fingerprint. The content’s is { $fingerprint }; “population import” with the mapping “schema” stamps it.
error-fingerprint-differs = The content has the fingerprint { $found }…, the manifest says { $expected }…: the files were changed after they were stamped. Import them again.
error-tables-replaced = The tables of “{ $name }” were replaced while this was being computed. Reload the page.

## Mapping files and formulas

error-unknown-mapping = There is no mapping “{ $name }”: neither a shipped one nor a file.{ own-guess } Shipped: { $known }.
error-bad-mapping = { $file } is not a mapping file: { $reason }
error-mapping-lacks = { $file } lacks “{ $where }”.
error-mapping-type = { $file }: “{ $where }” cannot be { $value }.
error-mapping-unknown = { $file }{ $where ->
    [empty] {""}
   *[other] , “{ $where }”
}: there is no entry “{ $value }” here.{ own-guess } Known: { $known }.
error-mapping-one-of = { $file }: “{ $where }” needs exactly one of { $value }.
error-mapping-unit = { $file }: “{ $where }” cannot be in “{ $value }”. { $known ->
    [empty] This column has no unit.
   *[other] Known units: { $known }.
}
error-mapping-outside = { $file }: “{ $where }” is “{ $value }”, which leads out of the source folder. A mapping reads only inside it.
error-mapping-delimiter = { $file }: “{ $where }” cannot be “{ $value }”: a delimiter is one character, and no quotation mark or line break.
error-mapping-file-name = { $file }: “{ $where }” cannot be “{ $value }”: that is no name a file could have. In a glob, ** stands alone between slashes.
error-unknown-timezone = There is no time zone “{ $value }”.{ own-guess } Names are as Europe/Moscow or Asia/Shanghai.
error-mapping-column = “{ $where }” is to come from “{ $column }”, but the source has no such column.{ own-guess }
error-join-unmatched = { $count } of { $of } rows of { $file } have no match in { $other } (the first has “{ $value }”): what they take from it is empty. Capitals and blanks count.
error-rows-merged = { $table }: { $rows } rows became { $kept }, because “distinct” keeps equal rows once.{ $table ->
    [subscribers] {""}
   *[other] {" "}Were they the same thing told twice?
}
error-mapping-distinct = { $file }: “{ $where }” would throw away what happened: two equal rows of usage are two purchases. Add rows up instead: “used_gb = { "{" } sum = "…" { "}" }”, “packs_bought = { "{" } count = "*" { "}" }”.
error-join-duplicate = “{ $where }”: { $file } has several rows for “{ $value }”, so rows would be doubled.
error-no-such-file = There is no file “{ $file }” in { $path }.
error-source-leads-out = “{ $file }” leads out of the folder: it is a link to another place. Only what lies in the folder itself is read: copy the file there, or give the folder it lies in.
error-formula-size = The formula of “{ $where }” must be between 1 and { $high } characters long.
error-formula-syntax = The formula of “{ $where }” is not an expression: { $reason } It reads: { $formula }
error-formula-not-scalar = The formula of “{ $where }” must be one expression over one row; it holds a { $found }. It reads: { $formula }
error-formula-function = The formula of “{ $where }” uses “{ $name }”, which formulas may not use.{ own-guess } It reads: { $formula }
error-formula-type = The formula of “{ $where }” casts to “{ $name }”; numbers, texts, dates and truth values are allowed.{ own-guess } It reads: { $formula }
error-formula-deep = The formula of “{ $where }” has too many expressions within one another. Split it up. It reads: { $formula }
error-formula-long = The formula of “{ $where }” could make a text of more than { $high } characters out of one row. It reads: { $formula }
error-formula-failed = A formula of the table “{ $table }” cannot be computed: { $reason }

## Commands

help-population-import = Make a population of files that look different.
help-population-check = Check a population in full: files, columns, cells, keys, manifest.
help-mapping = A shipped mapping ({ $known }) or the path of a mapping file.

cli-finding = Note: { $text }
cli-check-good = { $path } can be used: { $plans } plans, { $subscribers } subscribers, { $usage } subscriber-months, { $contacts } ties. Fingerprint { $fingerprint }.
cli-check-bad = { $path } cannot be used. Problems: { $count }.
cli-imported-synthesised = Not observed and therefore made up: { $parts }.

progress-check-cells = Checking cells
progress-check-keys = Checking keys
progress-check-fingerprint = Taking the fingerprint
progress-import-read = Reading the source
progress-import-check = Laying out and checking
progress-import-fill = Filling in what is missing
progress-import-write = Writing the population
