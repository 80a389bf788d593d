## The frame: the six questions, the sidebar, links.
question-what = { page-what }
question-who = Who gains, who loses?
question-sure = How sure are we?
question-rules = Which rules?
question-base = On which base?
question-method = How is it computed?
nav-launch = As planned?
nav-method = How computed?
nav-pilot = { question-pilot }
nav-sure = { question-sure }
nav-who = Who gains?
frame-preset-declared = Declared defaults
frame-preset-help = { $help } Status: { $status }.
frame-unchanged = Every rule is as the preset has it.
frame-changed-line = { $title }: { $before } → { $after }
frame-reset = Back to the preset
frame-assumptions = Assumptions
frame-assumptions-changed = **Assumptions set by hand**
frame-assumptions-reset = Take back what was set by hand
frame-assumptions-lead = What nobody knows for certain. What you set here holds on every page and goes along in the link.
frame-culture-help = How ordinary sharing is in a market: sets the willingness to give and what giving and receiving feel like.
frame-measured = Measured in this base: { $value }.
frame-measured-imputed = From this base, whose need beyond the limit is modelled, not measured: { $value }.
frame-origin = Starts at { $default }. Source: { $source }; confidence: { $confidence }.
confidence-H = high
confidence-M = medium
confidence-L = low
frame-link = Link to this page
frame-link-help = Holds every rule and assumption, the base and its fingerprint. Opened elsewhere, it restores this page.
frame-link-keyboard = By keyboard: select all and copy
frame-dismiss = Understood
frame-way-out = Change the rule in the sidebar, or go back to the preset.
frame-base-way-out = Choose another base in the sidebar, or build or load one on the page “{ question-base }”.
frame-unforeseen = This part of the page could not be drawn: something happened that the program did not foresee. What you set is kept. Change what you set last, or choose another page or base. Whoever runs the program finds the details in the file { $file }; its log says where.
frame-unforeseen-log = This part of the page could not be drawn: something happened that the program did not foresee. What you set is kept. Change what you set last, or choose another page or base. The details are in the program’s log.
frame-not-made = This file could not be made. What you set is kept. Try again; if it fails once more, whoever runs the program finds the details in its log.
log-details = Something the program did not foresee happened; its details are in { $path }.
log-details-unwritten = Something the program did not foresee happened; its details could not be written to a file.
error-link-choice = The link asks for { $name } = “{ $value }”, which does not exist.{ $nearest ->
    [empty] {""}
   *[other] {" "}Did it mean “{ $nearest }”?
} Known: { $known }. It was left as it is.
error-link-unknown = The link sets “{ $name }”, which is neither a rule nor an assumption.{ $nearest ->
    [empty] {""}
   *[other] {" "}Did it mean “{ $nearest }”?
} It was ignored.
error-link-base = The link was made on the base “{ $name }”, which is not on this machine.{ $nearest ->
    [empty] {""}
   *[other] {" "}The nearest name is “{ $nearest }”.
} The numbers below are of another base. At hand: { $known }.
error-link-base-private = The base “{ $name }” was uploaded, and belonged to the browser tab that uploaded it: reloading the page, closing the tab or a long loss of connection removes it, and no other tab ever sees it. Upload the files again on the page “{ question-base }”; a base that is to stay, and that others may open by a link, is loaded there from a folder on this machine. The numbers below are of another base. At hand: { $known }.{ $nearest ->
    [empty] {""}
   *[other] {" "}The nearest name is “{ $nearest }”.
}
error-link-schema = The link was made with version { $found } of the data format; this program uses version { $known }. The numbers may differ.
error-amounts-in-other-currency = Amounts set by hand were meant in { $found } and are now charged in { $here }: { $amounts }. Set them anew for this base.
error-link-fingerprint = The link was made on other data (fingerprint { $found }) than the base shown here ({ $here }). The rules are the same, the numbers need not be.
