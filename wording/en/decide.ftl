## From what-if to what-to-do: tornado, break-even, interaction, measuring, best rules, futures that lose.
help-decide = From what-if to what-to-do: what moves the answer, where it turns, which rules do best.
help-decide-tornado = Move each unknown over its likely range, one at a time, and see how far the worth of the rules moves.
help-decide-sobol = Share out the spread of the answer among the unknowns, alone and with their interactions (Sobol indices).
help-decide-breakeven = Find the value of a rule or an assumption at which the rules turn from a loss to a gain.
help-decide-interaction = Work out the worth of the rules over a grid of two rules or assumptions.
help-decide-measure = Say which unknown to measure first, and what knowing it is worth before deciding.
help-decide-points = Points of the design, a power of two; each costs as many answers as there are unknowns, and two more.
help-decide-low = Lower end; otherwise that of the likely range or of the slider.
help-decide-high = Upper end; otherwise that of the likely range or of the slider.
progress-tornado = Moving unknowns
progress-sobol = Answering the design
decide-unknown = Unknown
decide-likely = Likely range
decide-at-low = Worth at the low end
decide-at-high = Worth at the high end
decide-swing = Difference
decide-error = Sampling error of the difference
decide-quoted = “{ $name }”
decide-tornado-line = “{ $first }” moves the worth most: { $low } at the low end of its likely range, { $high } at the high end; as assumed it is { $central }. { $turning ->
    [0] No single unknown within its likely range turns a gain into a loss or a loss into a gain.
    [one] One alone could turn the sign: { $names }.
   *[other] { $turning } could each turn the sign alone: { $names }.
}
decide-tornado-still = No unknown moves the worth of the rules: nothing is transferred.
decide-breakeven-line = { $name }: the worth crosses zero at { $value } (90 % sampling: { $low } … { $high }). { $rises ->
    [yes] Below it the rules lose, above it they gain.
   *[no] Below it the rules gain, above it they lose.
}
decide-breakeven-still = { $name }: the rules never gain. { $rises ->
    [yes] They lose up to { $value }; from there on nothing is transferred, so nothing changes.
   *[no] They lose from { $value } on; below that nothing is transferred, so nothing changes.
}
decide-breakeven-none = { $name }: no break-even between { $low } and { $high }. { $side ->
    [gains] The rules gain all along.
    [loses] The rules lose all along.
   *[still] Nothing changes all along.
}
decide-below-range = below the range
decide-above-range = above the range
decide-grid-corner = { $rows } ↓ / { $columns } →
decide-grid-line = The rules gain at { $gains } of { $count } pairs. Best: { $best } at { $rows } = { $best_row } and { $columns } = { $best_column }. Worst: { $worst } at { $worst_row } and { $worst_column }.
decide-first = Alone
decide-total = With interactions
decide-within = { $value } ± { $reach }
decide-sobol-line = “{ $name }” explains most of the spread: { $first } alone, { $total } with its interactions. All unknowns together explain { $alone } without any interaction.
decide-worth-knowing = Worth of knowing it, whole base
decide-everything = All of them together
decide-measure-none = No single unknown would change the decision between these rules and none, so none is worth paying to measure.
decide-end-low = Low end of the likely range
decide-end-high = High end
decide-worth = Worth of the rules
decide-crossing = Break-even
decide-now = Set now
decide-axis-share = Share of the spread (variance)
help-decide-best = Search for the best rules for a goal, then score the winner on fresh draws beside every preset.
help-decide-discover = Say in words in which futures the rules lose money.
help-decide-objective = What to look for: the highest expected worth, the best worst 5 %, the highest worth with few losses (--loss-limit), or the highest satisfaction with a profit floor (--profit-floor).
help-decide-loss-limit = Largest share of futures that may lose, for the objective “safe”.
help-decide-profit-floor = Least expected worth per initial subscriber, for the objective “satisfaction”.
help-decide-budget = Sets of rules to try.
help-decide-search-draws = Futures in which each set of rules is tried.
help-decide-resume = File that keeps what was tried; the same search goes on from there.
progress-search = Trying rules
progress-verdict = Scoring the winner on fresh futures
decide-so-far = Tried { $done } of { $budget } sets of rules. Best so far: { $best }.
decide-so-far-none = Tried { $done } of { $budget } sets of rules; none met the condition yet.
decide-stopped = Stopped after { $done } of { $budget } sets of rules. The score of the best is that of the search itself: luck is still in it.
decide-resume-hint = Run the same command again to go on from here: what was tried is kept in { $path }.
decide-journal-mended = { $dropped ->
    [one] The last line of { $path } was cut short and is dropped
   *[other] The last { $dropped } lines of { $path } were damaged and are dropped
}; the search goes on from what is whole.
error-search-not-kept = { $path } cannot be written: { $reason }. What was tried before is kept there: make room, and run the same command again to go on from it.
decide-measure-expected = expected worth per initial subscriber
decide-measure-worst = mean worth of the worst 5 % of futures
decide-measure-safe = expected worth per initial subscriber
decide-measure-satisfaction = change of satisfaction
decide-beats = The rules found beat every preset on fresh futures ({ $measure }): { $winner }, against { $rival } for the best preset, “{ $preset }”.
decide-beats-not = No rules that were tried beat every preset. On fresh futures “{ $preset }” reaches { $rival }, the best rules found { $winner } ({ $measure }).
decide-no-preset-fits = No preset meets the condition on fresh futures; the rules found reach { $winner } ({ $measure }).
decide-nothing-fits = None of the rules tried meets the condition. Loosen it, or try more sets of rules.
decide-fresh = In the search the winner scored { $searched }; on futures that it had never met, { $fresh }.
decide-fresh-present = Your rules on the same futures: { $present }.
decide-fresh-misses = On the fresh futures the winner misses the condition: take it as a hint, not as an answer.
decide-lives-on = What they are worth hangs most on “{ $name }”, which nobody has measured here: { $low } on average where it is low, { $high } where it is high.
decide-at-their-cost = Beware: satisfaction changes by { $change } under these rules, so they earn at the subscribers’ expense. Further along the front there are rules that do less harm.
decide-sample = Rules were tried on { $search } subscribers and the verdict given on { $verdict }, whole communities drawn at random: read the rows against each other. What a set of rules does to the whole base is seen once it is loaded.
decide-winner = Rules found
decide-rules-set = Set of rules
decide-mean = Expected worth
decide-worst = Mean of the worst 5 %
decide-loss-rate = Futures that lose
decide-satisfaction = Satisfaction
decide-topup = Top-up repurchase
decide-recommended = Recommended rules:
decide-rule = Rule
decide-was = Now
decide-will = Recommended
decide-no-rule-differs = These rules are in force now.
decide-loses-never = They lose in none of the { $draws } futures drawn.
decide-loses-always = They lose in every one of the { $draws } futures drawn.
decide-loses = They lose in { $share } of the { $draws } futures drawn.
decide-loses-anywhere = The losses lie scattered: no range of an unknown holds most of them.
decide-box = Where { $limits }, { $density } of futures lose; { $coverage } of all losses lie there.
decide-limit = “{ $name }” is { $side ->
    [below] at most { $high }
    [above] above { $low }
   *[between] between { $low } and { $high }
}
which-tab-decide = What to do
decide-tornado-title = What moves the answer most
decide-tornado-help = Each unknown alone goes from the low to the high end of its likely range, all else as assumed: the bar is how far the worth of the rules moves. The thin line at its end is the 90 % sampling error of that difference.
decide-sobol-title = Interactions: share out the spread among the unknowns
decide-sobol-help = All unknowns move at once. “Alone” is the share of the spread that one unknown explains by itself, “with interactions” its share together with the others. Worked out on up to { $subscribers } subscribers; about a minute.
decide-sobol-start = Work it out
decide-waiting = Waiting for its turn
decide-stop = Stop
decide-stopping = Stopping…
decide-was-stopped = Stopped before the end.
decide-again = Begin again
decide-broken = That did not work: a defect of ours, its details are in the server’s log. Reload the page to try again.
decide-turning-title = Where it turns
decide-turning-help = Choose one rule or assumption: the curve shows what the rules are worth along it, and where a loss turns into a gain. Choose a second to see both together.
decide-along = Rule or assumption
decide-none-along = Choose one
decide-across = Together with
decide-none-across = None
decide-grid-title = Both together
shortlist-searching = Looking for better rules on this base…
shortlist-found-so-far = So far the best rules tried are worth { $best } per subscriber, your rules { $present }.
shortlist-found = Better rules were found: worth { $best } per subscriber over the horizon, your rules { $present }.
shortlist-none-better = None of the sets tried is worth more than your rules ({ $present }); these come nearest.
shortlist-none-pays = None of the sets tried gains on average: the best is worth { $best }. Without transfers nothing is lost.
shortlist-present = Your rules
shortlist-aim-worth = Highest expected worth
shortlist-aim-liked = Highest satisfaction at no loss on average
shortlist-aim-careful = Highest satisfaction with few losses
shortlist-aim-between = Between the two
shortlist-worth = Expected worth per subscriber
shortlist-satisfaction = Satisfaction { $change }
shortlist-topup = Top-up repurchase { $change }
shortlist-loses = Loses in { $share } of futures; worst 5 %: { $worst }
shortlist-load = Load into the levers
shortlist-in-force = In force
shortlist-go-on = Search on
shortlist-coming = Being looked for…
shortlist-no-third = Nothing else stands out.
shortlist-so-far = The search runs by itself and steps back for everything else. Scores so far are those of the search: luck is still in them.
shortlist-judged = The best of { $budget } sets tried in 32 futures on { $searched } subscribers in whole communities, then scored in 64 fresh futures on { $judged }. Rules that make no difference stand as you have them; who may take part and who pays the fee stay as set. What a set does to the whole base is seen once it is loaded.
decide-best-title = Search for a goal of your own
decide-best-help = A search tries hundreds of sets of rules, each in 32 futures drawn from the likely ranges of the assumptions. The winner is then scored on futures that it has never met, beside every preset: luck is not sold as skill. Who may take part and who pays the fee stay as they are set.
decide-goal = Goal
decide-goal-expected = Highest expected worth
decide-goal-help-expected = The highest mean worth over all futures.
decide-goal-worst = Least bad worst case
decide-goal-help-worst = The highest mean of the worst 5 % of futures.
decide-goal-safe = Highest worth with few losses
decide-goal-help-safe = The highest mean worth among the rules that lose in few futures.
decide-goal-satisfaction = Highest satisfaction at a cost you accept
decide-goal-help-satisfaction = The highest satisfaction among the rules that cost no more than you allow, on average over all futures.
decide-limit-share = Futures that may lose
decide-floor = Least worth accepted per initial subscriber, { $currency } (−5: it may cost 5)
decide-budget = Sets of rules to try
decide-budget-help = About ten seconds per hundred on two cores; more sets find slightly better rules.
decide-start = Search
decide-go-on = Search again with the same goal to go on from here: nothing that was tried is lost.
decide-other-question = This answer was found for another goal, or for other rules or assumptions than those set now.
decide-load = Load these rules into the sliders
decide-loaded = The rules are loaded into the sliders.
decide-losses-title = In which futures does it lose?
decide-front-title = Worth against what subscribers feel
decide-front-aim = Set against worth
decide-front-help = Each point is a set of rules that no other one tried beats in both; the star is the best for the goal. Scores are those of the search.
decide-axis-satisfaction = Change of satisfaction, points
decide-axis-topup = Change of top-up repurchase, percentage points
decide-alt-front = { $count } sets of rules of which none is beaten in both worth and { $aim }: from { $first_worth } with { $first_aim } to { $last_worth } with { $last_aim }.
decide-point = No.
decide-point-label = No. { $number }: { $worth }, satisfaction { $satisfaction }, top-ups { $topup }
decide-point-choose = Point to load
decide-point-load = Load this point into the sliders
