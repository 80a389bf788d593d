## Saved scenarios, their file form, and what can be wrong with them.
which-tab-presets = Presets side by side
which-tab-saved = Saved scenarios
scenario-lead = A scenario is the rules and assumptions in force, kept under a name. It is kept on the machine that runs this page, for everybody who opens it there.
scenario-none-yet = Nothing is saved yet. Set the rules at the side, type a name above and save them.
scenario-name = Name for the rules and assumptions in force
scenario-save = Save
scenario-list = Saved
scenario-title = Scenario
scenario-updated = Last changed (UTC)
scenario-choose = Scenario to work with
scenario-load = Load into the rules
scenario-overwrite = Replace with what is set now
scenario-rename = Rename
scenario-new-name = New name
scenario-rename-do = Give it this name
scenario-delete = Delete
scenario-delete-sure = Delete “{ $name }” for everybody? This cannot be undone.
scenario-delete-do = Yes, delete
scenario-other-base = Saved on the base “{ $saved }”. Loaded or compared, it is answered for the base in use, “{ $here }”.
scenario-done-saved = Saved: { $names }.
scenario-done-replaced = Replaced with what is set now: { $names }.
scenario-done-renamed = Renamed to: { $names }.
scenario-done-deleted = Deleted: { $names }.
scenario-done-loaded = Loaded into the rules: { $names }.
scenario-done-imported = Imported: { $names }.
scenario-not-done = That was not done: see the top of the page.
scenario-problem = { $name }: { $problem }
scenario-more-problems = And { $count } more.
scenario-files = As a file
scenario-files-help = A TOML file that can be read, edited and sent on. What a file does not say comes from its preset, its market culture and the defaults.
scenario-export = Scenarios to download
scenario-download = Download (TOML)
scenario-upload = Import scenarios (TOML, up to 1 MB)
scenario-import-nothing = Nothing was imported. The file has to be mended first:
scenario-found = In the file ({ $count }): { $names }.
scenario-clash = These names are taken: { $names }. Both can be kept: the imported ones get a number behind their name.
scenario-import = Import all
scenario-import-both = Import all and keep both
compare-title = Compare
compare-help = Scenarios bring their own assumptions; presets and your rules now use the assumptions in force. All are replayed on the base in use.
compare-choose = What to compare (2 to 6)
compare-preset = Preset: { $name }
compare-two = Choose at least two to compare.
compare-not-here = “{ $name }” cannot be answered on this base.
compare-differences = What is set differently:
compare-no-differences = All of them set exactly the same rules and assumptions.
compare-over-time = Profit over time
error-scenario-name = “{ $value }” cannot be a name: 1 to { $longest } characters are needed, at least one of them visible, without line breaks or control characters.
error-scenario-name-taken = The name “{ $name }” is taken (upper and lower case count as the same). Choose another name, or replace that scenario.
error-scenario-name-twice = The name “{ $name }” stands more than once in the file (upper and lower case count as the same).
error-scenario-gone = This scenario is no longer there: somebody has deleted it.
error-scenario-deleted-meanwhile = “{ $name }” was deleted by somebody else meanwhile, so nothing was changed.
error-scenario-changed-meanwhile = “{ $name }” was changed by somebody else meanwhile, so nothing was changed. It is shown now as it is; look at it and try again.
error-scenario-store = The saved scenarios in { $path } cannot be read or written: { $reason }. Check that the folder exists and is writable, or name another with TRANSFER_IMPACT_SCENARIOS.
error-scenario-not-ours = The file for saved scenarios is a database of something else (it has “{ $found }”) and stays as it is. Name another folder with TRANSFER_IMPACT_SCENARIOS.
error-scenario-version = These scenarios have version { $found }; this program reads version { $known }. Use the program that wrote them, or a later one.
error-scenario-file = The file cannot be read as TOML in UTF-8: { $reason }.
error-scenario-file-size = The file has { $size } bytes; at most { $most } are read.
error-scenario-none-in-file = There is no scenario in the file. Each begins with a line [[scenario]] and has a name.
error-scenario-too-many = The file holds { $count } scenarios; at most { $most } are read at once.
error-scenario-key = { $number ->
    [0] At the top of the file
   *[other] Scenario no. { $number }
}: “{ $key }” is not known.{ $nearest ->
    [empty] {""}
   *[other] {" "}Did you mean “{ $nearest }”?
} Known: { $known }.
error-scenario-currency = “{ $scenario }” sets amounts in { $found }, but this base is in { $here }: { $amounts }. They are charged as they stand; set them anew for this base.
error-scenario-currency-unknown = “{ $scenario }” was set on another base{ $base ->
    [empty] {""}
   *[other] {" "}({ $base })
} and does not say its currency; here its amounts are charged in { $here }: { $amounts }.
error-scenario-value = Scenario no. { $number }: { $key } cannot be “{ $value }”: { $what ->
    [name] a text of 1 to { $longest } characters without line breaks or control characters is needed
    [text] a short text without line breaks is needed
    [table] a table of at most 200 settings is needed, name = value
   *[setting] a number, true, false, a short text or a list of short texts is needed
}.
error-scenario-horizon = Scenario no. { $number }: horizon_months cannot be “{ $value }”: a whole number from 1 to { $most } is needed.
error-unknown-culture = There is no market culture “{ $name }”.{ $nearest ->
    [empty] {""}
   *[other] {" "}Did you mean “{ $nearest }”?
} Known: { $known }.
