## How sure: three layers, drivers, what to measure first.
sure-lead = Three different reasons to be unsure, never mixed: another draw of subscribers, assumptions that nobody has measured, and the shape of the model itself.
sure-drivers = What drives the answer
sure-draws = All the draws
sure-variants = Variants of the model
sure-variants-lead = The same question with one mechanism taken away or made simpler.
sure-variant = Variant
sure-unknown = Unknown
sure-swing = Difference
sure-knowing = Worth of knowing it
variant-none = the model as it stands
measure-first = Measure first: “{ $first }”. Knowing it before deciding would be worth up to { $value } over the horizon; knowing everything, { $all }.
measure-nothing = No single unknown would change the decision: in nearly every draw the rules { $side ->
    [gains] gain
   *[loses] lose
}. What moves the amount most is “{ $first }”.
draws-progress = Drawing futures: { $done } of { $draws }
draws-failed = The draws failed. The numbers above do not depend on them; reload the page to try again.
sure-share = Share of the draws below
