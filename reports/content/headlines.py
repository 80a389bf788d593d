"""Results as rows of worded cells: the same tables stand on the page, in the report and on the terminal."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from analysis.outcomes.measures import HEADLINES
from reports.content.horizon import payback_text
from reports.numbers.outcomes import change_text, level_text, origin_of
from reports.numbers.plausibility import outside_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.results.result import Notice, Outcome, Result
    from wording import Wording


@dataclass(frozen=True)
class Headline:
    """One headline as a person reads it: every part already worded."""

    name: str
    title: str
    baseline: str
    with_rules: str
    change: str
    direction: str
    interval: str


def headline(outcome: Outcome, currency: str, say: Wording, origin: str = "") -> Headline:
    """Word one outcome with its change, the direction in words and the 90 % interval of sampling.

    `origin` says what the level is where it was not measured: "assumed" or "modelled".
    """
    name = outcome.name
    title = say(f"outcome-{name}")
    change = change_text(name, outcome.change, currency, say)
    if outcome.low is None or outcome.high is None:
        between = say("interval-unknown")
    else:
        low, high = (change_text(name, bound, currency, say) for bound in (outcome.low, outcome.high))
        between = say("interval", low=low, high=high)
    return Headline(
        name=name,
        title=say(f"title-{origin}", title=title) if origin else title,
        baseline=level_text(name, outcome.baseline, currency, say),
        with_rules=level_text(name, outcome.with_rules, currency, say),
        change=change,
        direction=say(f"direction-{_direction(outcome, shows_nothing=change == change_text(name, 0.0, currency, say))}"),
        interval=between,
    )


def _direction(outcome: Outcome, *, shows_nothing: bool) -> str:
    """Name where an outcome goes; what rounds to nothing is not said to rise or fall beside a zero."""
    if outcome.change == 0:
        return "none"
    if shows_nothing:
        return "hardly"
    return "up" if outcome.change > 0 else "down"


def headlines(result: Result, say: Wording) -> list[Headline]:
    """Return the four headline numbers, worded."""
    return [headline(result.outcome(name), result.manifest.currency, say, origin_of(name, result)) for name in HEADLINES]


def bridge_rows(result: Result, say: Wording) -> list[tuple[str, str, str, str]]:
    """Return (step, total over the replay, total over the horizon, per initial subscriber) of the profit bridge, the sum last."""
    currency = result.manifest.currency
    both = zip(result.profit_bridge, result.projection.bridge, strict=True)
    rows = [("bridge-" + step.item.replace("_", "-"), step.total, ahead.total, ahead.change) for step, ahead in both]
    _, replays, horizons, heads = zip(*rows, strict=True)
    rows.append(("bridge-sum", sum(replays, Decimal(0)), sum(horizons, Decimal(0)), sum(heads, Decimal(0))))
    return [
        (
            say(key),
            say.money(over_replay, currency, signed=True),
            say.money(over_horizon, currency, signed=True),
            say.money(per_head, currency, say.decimals(currency, 2), signed=True),
        )
        for key, over_replay, over_horizon, per_head in rows
    ]


def notice_lines(result: Result, say: Wording) -> list[str]:
    """Return a sentence for what is not known of this base, what the rules cannot do, and what lies beyond all published."""
    return [*lines_of(result.notices, say), *outside_lines(result, say)]


def lines_of(notices: Iterable[Notice], say: Wording) -> list[str]:
    """Return a sentence for each notice."""
    return [
        say(f"notice-{notice.key}", **{name: _fact(name, value, say) for name, value in notice.facts.items()})
        for notice in notices
    ]


def _fact(name: str, value: str | float, say: Wording) -> str:
    if isinstance(value, str):
        if name == "month":
            return say.month(value)
        return say(value) if say.has(value) else value
    if name.endswith("_share"):
        return say.percent(value)
    return say.number(value, 0 if value == int(value) else 2)


def verdict(result: Result, say: Wording) -> str:
    """Say in one sentence, built from the numbers, what the rules do; a second gives the other outcomes."""
    brief, variants = _verdict_parts(result, say)
    if not result.rules.enabled or not result.flow.moved:
        return brief
    currency = result.manifest.currency
    changes = {name: change_text(name, result.outcome(name).change, currency, say) for name in HEADLINES}
    others = say(
        "verdict-outcomes",
        topup=changes["topup_rate"],
        renewal=changes["renewal_rate"],
        satisfaction=changes["satisfaction"],
    )
    return " ".join(part for part in (brief, others, variants) if part)


def verdict_brief(result: Result, say: Wording) -> str:
    """Say what the rules are worth and how sure that is, where the other outcomes stand beside it anyway."""
    return " ".join(part for part in _verdict_parts(result, say) if part)


def _verdict_parts(result: Result, say: Wording) -> tuple[str, str]:
    """Return the sentence on profit, and that on the variants of the model, empty where they agree."""
    if not result.rules.enabled:
        return say("verdict-off"), ""
    if not result.flow.moved:
        return say("verdict-nothing"), ""
    currency = result.manifest.currency
    npv = result.projection.npv
    sure = npv.low is not None and npv.high is not None and (npv.low > 0 or npv.high < 0)
    told = say(
        "verdict",
        profit="up" if npv.value > 0 else "down",
        amount=say.money(abs(npv.value), currency),
        months=result.projection.horizon_months,
        payback=payback_text(result.projection.payback_month, result, say),
        sure="yes" if sure else "no",
        drawn="yes" if result.futures else "no",
        chance=say.percent(result.futures.probability_profit_rises, 0) if result.futures else "",
    )
    low, high = _over_variants(result)
    if not low * high < 0 and not high - low > _width(result):
        return told, ""
    ends = {name: say.money(value, currency, signed=True) for name, value in (("low", low), ("high", high))}
    return told, say("verdict-variants", **ends)


def _over_variants(result: Result) -> tuple[float, float]:
    """Return the least and the largest npv over the variants of the model, the answer itself among them."""
    values = [result.projection.npv.value, *(variant.npv.value for variant in result.variants)]
    return min(values), max(values)


def _width(result: Result) -> float:
    """Return how wide the interval of the assumptions is; without draws nothing is wider."""
    if result.futures is None:
        return math.inf
    low, high = result.futures.interval("npv")
    return high - low
