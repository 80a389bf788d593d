"""Several sets of rules side by side: the same rows stand on the page, in its charts' tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.outcomes.few_people import told_flow
from analysis.settings.parameters import as_dict, parameters_of
from reports.content.headlines import headline
from reports.content.horizon import amount, payback_short
from reports.content.winners_losers import OTHERS, PROFIT
from reports.numbers.values import setting_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.results.result import Estimate, Result
    from wording import Wording

COMPARED = (PROFIT, *OTHERS)
ABSENT = "–"  # of a rule that the mechanism of a case does not have


@dataclass(frozen=True)
class Case:
    """One set of rules as it is called, and what it does. `status` is how sure we are of a preset, worded; else empty."""

    title: str
    result: Result
    status: str = ""

    @property
    def worth(self) -> Estimate:
        """Return what the rules are worth over the horizon: the discounted change in profit per initial subscriber."""
        return self.result.projection.npv


def ranked(cases: Sequence[Case]) -> list[Case]:
    """Return cases by what they are worth, the best first; equal ones keep their order."""
    return sorted(cases, key=lambda case: -case.worth.value)


def certainty(worth: Estimate) -> str:
    """Say whether a change is `up` or `down` beyond sampling error, `unsure`, or `none` at all."""
    if worth.value == 0:
        return "none"
    if worth.low is None or worth.high is None or worth.low <= 0 <= worth.high:
        return "unsure"
    return "up" if worth.value > 0 else "down"


def comparison_header(say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `comparison_rows`."""
    titles = [say("compare-worth"), say("compare-payback"), *(say(f"outcome-{name}") for name in COMPARED)]
    return (say("compare-rules"), *titles, say("compare-gifted"), say("compare-rate"), say("compare-status"))


def comparison_rows(cases: Sequence[Case], say: Wording) -> list[tuple[str, ...]]:
    """Return a row per case: its title, the four headline changes with their direction in words, volume, count, status."""
    return [_row(case, say) for case in cases]


def _row(case: Case, say: Wording) -> tuple[str, ...]:
    result, currency = case.result, case.result.manifest.currency
    lines = [headline(result.outcome(name), currency, say) for name in COMPARED]
    moved = ((told_flow(result)["sent_gb"], 0), (transfers_per_100(result), 2))
    changes = [say("compare-change", change=line.change, direction=line.direction) for line in lines]
    return (
        case.title,
        amount(case.worth.value, result, say),
        payback_short(result, say),
        *changes,
        *(say("count-hidden") if value is None else say.number(value, digits) for value, digits in moved),
        case.status or say("compare-own"),
    )


def transfers_per_100(result: Result) -> float | None:
    """Return transfers per 100 subscribers and month; None where too few take part."""
    transfers = told_flow(result)["transfers"]
    return None if transfers is None else 100 * float(transfers) / max(1, result.subscriber_months)


def interval_rows(cases: Sequence[Case], say: Wording) -> list[tuple[str, str, str, str]]:
    """Return (title, what it is worth, its 90 % sampling interval, what that means) per case."""
    return [
        (case.title, amount(case.worth.value, case.result, say), *_sure(case, say), say(f"certainty-{certainty(case.worth)}"))
        for case in cases
    ]


def _sure(case: Case, say: Wording) -> tuple[str]:
    low, high = case.worth.low, case.worth.high
    if low is None or high is None:
        return (say("interval-unknown"),)
    return (say("interval", low=amount(low, case.result, say), high=amount(high, case.result, say)),)


def finding(cases: Sequence[Case], say: Wording) -> tuple[str, str]:
    """Say how many cases move profit beyond sampling error; then, of those under which gigabytes move, the best and the worst.

    The second sentence is empty where fewer than two cases move any.
    """
    told = [certainty(case.worth) for case in cases]
    counted = say("compare-counts", count=len(cases), up=told.count("up"), down=told.count("down"))
    moving = ranked([case for case in cases if case.result.flow.moved])
    if len(moving) < 2:
        return counted, ""
    best, worst = moving[0], moving[-1]
    changes = {f"{end}_change": amount(case.worth.value, case.result, say) for end, case in (("best", best), ("worst", worst))}
    return counted, say("compare-ends", best=best.title, worst=worst.title, **changes)


def differences(cases: Sequence[Case], say: Wording) -> list[tuple[str, ...]]:
    """Return a row per rule or assumption whose value is not the same in all cases: its title and unit, a value per case."""
    rows = []
    for registry in ("rules", "assumptions"):
        values = [as_dict(getattr(case.result, registry)) for case in cases]
        known = {name: one for case in cases for name, one in parameters_of(type(getattr(case.result, registry))).items()}
        for name in [name for name in known if len({value.get(name, ABSENT) for value in values}) > 1]:
            unit = say.unit(known[name].unit, cases[0].result.manifest.currency)
            title = f"{say(name)}, {unit}" if unit else say(name)
            empty = say("compare-nobody")
            rows.append((title, *(setting_text(value[name], say, empty=empty) if name in value else ABSENT for value in values)))
    return rows
