"""What an executive reads first: the answer in a few words, four numbers with both layers of doubt, what to measure first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.outcomes.measures import HEADLINES
from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import as_dict, parameters_of
from analysis.uncertainty.drivers import drivers_of
from reports.content.headlines import headlines
from reports.content.horizon import amount, payback_text
from reports.content.rule_differences import reference_rules
from reports.content.settings import Setting, setting_of
from reports.numbers.outcomes import ends_text
from reports.numbers.values import UNKNOWN, between, short_text

if TYPE_CHECKING:
    from analysis.results.result import Result
    from analysis.uncertainty.drivers import Driver
    from reports.record.run_record import RunRecord
    from wording import Wording

SURE, UNLIKELY = 0.9, 0.1
MAIN_RULES = ("max_transfer_gb", "transfers_per_month", "monthly_cap_gb", "gift_days", "keep_floor_gb", "fee_per_gb")
MAIN_ASSUMPTIONS = (
    "topup_conversion", "give_probability", "receiving_effect",
    "satisfaction_to_renewal", "network_cost_per_gb", "trade_down_rate",
)  # fmt: skip
MOST_RULES = 9
FIRST_ANYWAY = "topup_conversion"


@dataclass(frozen=True)
class Card:
    """One headline number: worded parts, `sign` -1, 0 or 1; `assumption` is empty where no futures were drawn."""

    title: str
    change: str
    sign: int
    direction: str
    levels: str
    sampling: str
    assumption: str


@dataclass(frozen=True)
class RuleRow:
    """A rule in force beside the set it is compared with; `differs` where the two are not the same."""

    title: str
    value: str
    reference: str
    unit: str
    differs: bool


def answer(result: Result, say: Wording) -> str:
    """Return the answer in a few words; which way profit goes is open unless nine draws of ten (and sampling) agree."""
    npv, futures = result.projection.npv, result.futures
    if not result.rules.enabled or not result.flow.moved:
        return say("doc-answer-none")
    clear = npv.low is not None and npv.high is not None and (npv.low > 0 or npv.high < 0)
    way = "up" if npv.value > 0 else "down"
    if futures is None:
        return say(f"doc-answer-assumed-{way}") if clear else say("doc-answer-open")
    share = futures.probability_profit_rises
    agreed = share >= SURE if way == "up" else share <= UNLIKELY
    return say(f"doc-answer-{way}") if clear and agreed else say("doc-answer-open")


def cards(result: Result, say: Wording) -> list[Card]:
    """Return the four headline numbers with the interval of sampling and, where futures were drawn, of the assumptions."""
    currency = result.manifest.currency
    found = []
    for name, line in zip(HEADLINES, headlines(result, say), strict=True):
        outcome = result.outcome(name)
        drawn = result.futures.interval(name) if result.futures else None
        sampled = None if outcome.low is None or outcome.high is None else (outcome.low, outcome.high)
        found.append(
            Card(
                title=line.title,
                change=line.change,
                sign=(outcome.change > 0) - (outcome.change < 0),
                direction=line.direction,
                levels=say("doc-levels", before=line.baseline, after=line.with_rules),
                sampling=ends_text(name, sampled, currency, say) if sampled else say("doc-unknown"),
                assumption=ends_text(name, drawn, currency, say) if drawn else "",
            )
        )
    return found


def sure_facts(result: Result, say: Wording) -> list[tuple[str, str, str]]:
    """Return (label, value, note) of what the horizon is worth, how likely a gain and how bad a bad case is."""
    npv, futures = result.projection.npv, result.futures
    ends = say("doc-unknown") if npv.low is None or npv.high is None else _between(npv.low, npv.high, result, say)
    facts = [(say("doc-npv"), amount(npv.value, result, say), say("doc-sampling-ends", ends=ends))]
    if futures is not None:
        ends = _between(*futures.interval("npv"), result, say)
        facts += [
            (say("doc-chance"), say.percent(futures.probability_profit_rises, 0), say("doc-chance-of", draws=futures.draws)),
            (say("doc-assumption-ends"), ends, say("doc-assumption-note")),
            (say("doc-cvar"), amount(futures.cvar5, result, say), say("doc-cvar-note")),
        ]
    else:
        paid = payback_text(result.projection.payback_month, result, say)
        facts += [(say("doc-payback"), paid, ""), (say("doc-chance"), UNKNOWN, say("doc-not-drawn"))]
    return facts


def _between(low: float, high: float, result: Result, say: Wording) -> str:
    return between(amount(low, result, say), amount(high, result, say))


def moving_unknowns(result: Result) -> tuple[Driver, ...]:
    """Return the unknowns that move the value, most first; none where no futures were drawn or nothing moves."""
    return tuple(driver for driver in drivers_of(result.futures) if driver.swing) if result.futures else ()


def measure_first(result: Result, say: Wording) -> tuple[str, str]:
    """Return (what to measure first, why): the unknown that moves the value most, the conversion when short where none does."""
    moving = moving_unknowns(result)
    if not moving:
        return say(FIRST_ANYWAY), say("doc-first-anyway")
    first = moving[0]
    low, high = (amount(value, result, say) for value in (first.when_low, first.when_high))
    return say(first.name), say("doc-first-why", help=say(f"{first.name}.help"), low=low, high=high)


def main_assumptions(result: Result, say: Wording) -> list[Setting]:
    """Return the assumptions an executive should know: those that move the value most, a fixed few where none were drawn."""
    names: tuple[str, ...] = MAIN_ASSUMPTIONS
    if moving := moving_unknowns(result):
        names = tuple(driver.name for driver in moving[: len(MAIN_ASSUMPTIONS)])
    known, values = parameters_of(Assumptions), as_dict(result.assumptions)
    return [setting_of(known[name], values[name], result.manifest.currency, say) for name in names]


def main_rules(result: Result, record: RunRecord, say: Wording) -> tuple[list[RuleRow], int]:
    """Return the rules to show beside their reference, those that differ first, and how many differing ones did not fit."""
    known, values, reference = (
        parameters_of(type(result.rules)),
        as_dict(result.rules),
        reference_rules(record.preset, type(result.rules), result.pack_price_per_gb),
    )
    differing = [name for name in values if values[name] != reference[name]]
    names = [*differing, *(name for name in (*MAIN_RULES, *values) if name in values and name not in differing)][:MOST_RULES]
    rows = [
        RuleRow(
            title=say(name),
            value=short_text(values[name], say),
            reference=short_text(reference[name], say),
            unit=say.unit(known[name].unit, result.manifest.currency) if _is_number(values[name]) else "",
            differs=name in differing,
        )
        for name in names
    ]
    return rows, max(0, len(differing) - MOST_RULES)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
