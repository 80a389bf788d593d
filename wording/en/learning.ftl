## What your own history knows: a certificate for every assumption.

help-population-learn = Say of each assumption whether your own data identify it, bound it, or do not hold it.
help-learned = Accept what the population’s own history says about this assumption, or “all”: its estimate and its narrowed range. Can be repeated; “--assume” goes before it.
progress-learn-read = Reading what else is kept
progress-learn = Learning from history
learn-identified = { $title }: identified. { $estimate } (90 % interval { $low } … { $high }); to assume: { $reach }. { $basis } { $checked }
learn-identified-only = { $title }: identified. { $estimate } (90 % interval { $low } … { $high }). { $basis } { $checked }
learn-bounded = { $title }: bounded, { $reach }. { $basis } { $collect }
learn-not = { $title }: not in your data. { $why } { $collect }
learn-titles-between = { ", " }
learn-at-most = at most { $high }
learn-at-least = at least { $low }
learn-placebo = Where there can be no effect none is seen (p = { $p }).
learn-unseen = It would take something unrecorded that makes up { $share } % of it before its interval held no effect at all.
learn-unseen-none = Its interval holds no effect at all: anything unrecorded could make up all of it.
learn-both = { $one } { $other }
learn-first-stage = First stage: F = { $f }.
learn-beside-identified = This base’s history: { $estimate }, to assume { $reach }.
learn-beside-bounded = This base’s history: { $reach }.
learn-beside-not = This base’s history does not tell it.
learn-measured-here = Measured here: { $low } … { $high }.
learn-measured-by-pilot = Learned from pilot { $pilot }: { $low } … { $high }.
learn-how-to-accept = To accept: simulate --learned NAME (or “all”). What is accepted stands among the assumptions, as measured_here, and is taken back by leaving it out.
learn-nothing-to-accept = Nothing here narrows a range, so there is nothing to accept: answers rest on the likely ranges.
learn-title = What your data says about the unknowns
learn-lead = Each assumption is identified, bounded or not in your data. A number is shown only where its gates are open; the range to assume is wider than the error of sampling wherever nobody randomised.
learn-ask = Learn from this base’s history
learn-take-of = Accept: { $title }
learn-take-back-of = Take back: { $title }
learn-verdict-identified = identified
learn-verdict-bounded = bounded
learn-verdict-not-in-your-data = not in your data
learn-any-range = accepted ranges, as NAME:LOW:HIGH, and correlations, as ONE~OTHER:RHO
learn-basis-buying-when-reached = The share that bought a pack among months that were short with a contact who had a surplus; no cause is claimed.
learn-basis-buying-when-short = The share that bought a pack among months that were short. The contacts of this base were made up, so nobody knows whom gifts would reach; no cause is claimed.
learn-basis-floor-of-forecast = What use until the 15th and last month leave open; people do worse.
learn-basis-hazard-by-tenure = The slope of leaving on the logarithm of tenure, within a plan and a region: below zero, subscribers do not leave alike.
learn-basis-slope-upper = Leaving against a month’s shortage, spending and waste, at the least usual reliability of scores. Who is served badly is so in other ways too, so this is an upper bound.
learn-basis-friends-of-friends = Contacts who left, moved by friends of theirs who left before and are no contacts of one’s own.
learn-basis-friends-upper = Leaving against contacts who left the month before. Contacts are alike and meet the same rivals, so this is an upper bound.
learn-basis-price-events = Price changes against plans and regions whose price stood still. A rise of demand in the very month of a change would not be noticed: the range is widened for it.
learn-basis-bonus-use = Use of bonus volume by those who leave most of their allowance, against those who got none that month.
learn-basis-score-in-months = Scores of the same person in different months. What moves both score and use in a month is not excluded: the range is widened for it.
learn-basis-gifts-by-tie = Of ties with something left at one end and lacking at the other, those along which something was given, by their strength and the months since the launch.
learn-basis-airtime-by-tie = Airtime sent along ties with volume left at one end and lacking at the other. Airtime is money, so only the order of magnitude is taken over.
learn-basis-buying-when-out = The share that bought a pack among billing cycles whose balance ran out a day or more before the end; no cause is claimed.
learn-basis-billing-days = On which side of a price change a balance ran out was settled by the billing day: a lottery. What people foresaw of the change is not excluded: the range is widened for it.
learn-basis-scores-by-outage = What outages took off the score, and how many left in those months: the slope over the likely weights of falls. An outage may also drive people away without a word: the range is widened for it.
learn-basis-moves-after-bonuses = Moves to a cheaper plan by those who had a bonus in three months, against others of the same plan and region. A bonus is not a gift: the range is widened for it.
learn-basis-moves-after-launch = Moves to a cheaper plan in regions where something was launched that leaves more over, against regions where it was not. It was no gift: the range is widened for it.
learn-basis-no-chance = There are gifts, but no month in which one end of a known tie had something left and the other lacked something.
learn-basis-gifts-without-need = There are gifts, but the need behind the limit is not known, so nobody can say who lacked something and was given nothing.
learn-basis-no-cheaper-plan = There are changes of plan, but no plan has a cheaper one of its kind.
learn-basis-no-plan-moves = There is no table “plan_moves”, so nobody can say who moved to a cheaper plan.
learn-basis-nothing-introduced = There are changes of plan, but nothing before them that left people more: no bonus, and no launch besides that of gifts.
learn-basis-gifts-do-not-tell = The gifts that are there do not tell it: who gives and who receives is nobody’s lottery.
learn-basis-no-need = In most months that ran out the need is not known, so nobody can say who was short without buying.
learn-basis-no-days = There is no table “daily”. What earlier months foretell says nothing of what people know of their own month.
learn-basis-nobody-leaves = The base does not say who left.
learn-basis-no-ties = There are no contacts, or they were made up.
learn-basis-no-prices = There is no table “prices”, so nobody can say whether the price of a pack ever moved.
learn-basis-no-price-change = No price of a pack changed within the replayed months.
learn-basis-no-bonuses = There is no table “bonuses”, so nobody can say who was given volume.
learn-basis-no-bonus = No windfall volume was seen.
learn-basis-no-survey = There is no score: points are a convention.
learn-basis-no-gift-yet = It shows only once gifts are given.
learn-basis-not-estimated = This program has no estimator for it that holds what it promises.
learn-basis-in-the-books = It is accounting, not behaviour.
learn-gate-short-months = Only { $found } months were short and could be reached; { $needed } are needed.
learn-gate-short-without = Months that were short without buying: { $found }; { $needed } are needed. Where shortage shows only in those who bought, all who were short seem to have bought.
learn-gate-groups = Only { $found } independent groups; { $needed } are needed.
learn-gate-rows = Only { $found } months can be used; { $needed } are needed.
learn-gate-leavers = Only { $found } subscribers left; { $needed } are needed.
learn-gate-exposed-leavers = Only { $found } subscribers left after a contact had; { $needed } are needed.
learn-gate-first-stage = Friends of friends move contacts too little: F = { $found }, { $needed } is needed.
learn-gate-price-changes = Only { $found } prices changed with three quiet months on both sides; { $needed } are needed.
learn-gate-bonuses = Only { $found } bonuses went to people with much left over and can be compared; { $needed } are needed.
learn-gate-answers = Only { $found } answers of people who answered twice; { $needed } are needed.
learn-gate-answered-share = Only a share of { $found } answered; { $needed } is needed.
learn-gate-placebo-price = Buying had moved before the prices did (p = { $found }), or that cannot be checked: prices seem to have followed demand.
learn-gate-placebo-bonus = Use had moved before the bonus came (p = { $found }), or that cannot be checked: bonuses seem to have followed use.
learn-gate-placebo-score = Scores go with next month’s shortage (p = { $found }), which nobody knew yet, or that cannot be checked.
learn-gate-precise = The interval would be { $found } times as wide as the likely range.
learn-gate-slope-sign = Those who were served worse left less often: something else is stronger, and the slope bounds nothing.
learn-gate-gifts = Only { $found } gifts where one was lacking something; { $needed } are needed.
learn-gate-gift-months = Gifts have been possible for { $found } months; { $needed } are needed, since three months cannot tell slow from unwilling.
learn-gate-ramp-over = Gifts have been possible for { $found } months and still spread; { $needed } would be needed to see the end of it.
learn-gate-run-outs = Only { $found } balances ran out a day or more before the end of the cycle; { $needed } are needed.
learn-gate-run-outs-at-change = Only { $found } balances ran out in a cycle with a price change; { $needed } are needed.
learn-gate-first-stage-days = Billing days foretell the price met too badly: F = { $found }, { $needed } is needed.
learn-gate-first-stage-scores = Outages move the score too little: F = { $found }, { $needed } is needed.
learn-gate-struck = Outages struck only { $found } months of regions; { $needed } are needed.
learn-gate-struck-leavers = Only { $found } left in a month with an outage; { $needed } are needed.
learn-gate-moves-down = Only { $found } moves to a cheaper plan; { $needed } are needed.
learn-gate-regular-months = Only { $found } months of people who regularly had a bonus; { $needed } are needed.
learn-gate-launched-regions = Only { $found } regions were launched; { $needed } are needed, since a launch strikes a whole region at once.
learn-gate-placebo-gifts = Giving changed at some time of the calendar (p = { $found }) that has nothing to do with the launches, or that cannot be checked.
learn-gate-placebo-days = Buying went with the price a cycle before it moved (p = { $found }), or that cannot be checked.
learn-gate-placebo-outage = More or fewer were leaving a month before the outage (p = { $found }), or that cannot be checked.
learn-gate-placebo-moves = Those who were to have bonuses moved down more or less often before (p = { $found }), or that cannot be checked.
learn-gate-placebo-launch = Moves had changed before the launch (p = { $found }), or that cannot be checked.
learn-collect-more = More of the same would tell: a larger base, or more months.
learn-collect-not-estimated = Keep its likely range; the tornado says whether it matters.
learn-collect-need = Import who ran out, or the need.
learn-collect-prices = Two prices in two random halves of the plans and regions for two months would tell; keep them in the table “prices”.
learn-collect-bonuses = Bonus volume given to a few hundred subscribers at random would tell; keep it in the table “bonuses”.
learn-collect-days = Keep use by day: the table “daily”.
learn-collect-survey = Ask the same people at least twice, in random months: the table “survey”.
learn-collect-shocks = Scores and a list of outages (“survey”, “shocks”) would be needed to tell it from what else goes with bad service.
learn-collect-leaving = Say who renewed in every month, and name the contacts.
learn-collect-pilot-survey = A survey in both arms of a pilot, about 1,400 answers, would tell.
learn-collect-long-pilot = A pilot of six to twelve months would tell; three months cannot.
learn-collect-nothing = No table narrows it further.
learn-collect-moves = Keep changes of plan (“plan_moves”) beside bonuses or launches; a pilot of six to twelve months would tell directly.
learn-collect-books = Ask finance.
learn-collect-gifts = A pilot arm or a launch in some regions is the only source; keep the gifts in the table “gifts”.
error-measured-pair = { $name } holds “{ $value }”, which is not a correlation of two assumptions: write ONE~OTHER:RHO with −1 < RHO < 1, both of them drawn, each pair once{ $strange ->
    [none] {"."}
   *[other] {"."} “{ $strange }” is not drawn{ $nearest ->
        [empty] {"."}
       *[other] ; did you mean { $nearest }?
    }
}
error-measured-pairs = { $name } holds correlations that cannot all be true at once, together with those declared: { $value }. Bring some of them nearer to zero.
error-measured-range = { $name } holds “{ $value }”, which is not a measured range: { $drawn ->
    [true] write NAME:LOW:HIGH with { $low } ≤ LOW ≤ HIGH ≤ { $high }, each name once.
   *[other] it must begin with the name of an assumption that is drawn{ $nearest ->
        [empty] {"."}
       *[other] , such as { $nearest }.
    }
}
error-nothing-learned = This base’s history holds nothing to accept about “{ $value }”. Accepted can be: { $known }.
