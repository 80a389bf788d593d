"""The three layers of uncertainty as rows: sampling, assumptions, variants of the model; and what is worth measuring first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.outcomes.few_people import told_outcomes
from reports.content.horizon import amount, payback_text
from reports.numbers.outcomes import change_text
from reports.numbers.values import between_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.decide.value_of_information import Information
    from analysis.results.result import Result
    from analysis.uncertainty.drivers import Driver
    from wording import Wording

Ends = tuple[float | None, float | None]


def layer_rows(result: Result, say: Wording) -> list[tuple[str, str, str, str]]:
    """Return (what, change, 90 % interval of sampling, of the assumptions): the worth of the rules first, then every outcome."""
    futures, npv = result.futures, result.projection.npv
    rows = [
        (
            say("compare-worth"),
            amount(npv.value, result, say),
            _money((npv.low, npv.high), result, say),
            _money(futures.interval("npv") if futures else (None, None), result, say),
        )
    ]
    for outcome in told_outcomes(result):
        drawn: Ends = futures.interval(outcome.name) if futures else (None, None)
        change = change_text(outcome.name, outcome.change, result.manifest.currency, say)
        sampled = _ends(outcome.name, (outcome.low, outcome.high), result, say)
        rows.append((say(f"outcome-{outcome.name}"), change, sampled, _ends(outcome.name, drawn, result, say)))
    return rows


def layer_differences(result: Result, other: Result, say: Wording) -> list[str]:
    """Return, for each of `layer_rows`, how far the change lies from that of another answer of the same base."""
    currency, then = result.manifest.currency, {outcome.name: outcome.change for outcome in told_outcomes(other)}
    first = amount(result.projection.npv.value - other.projection.npv.value, result, say)
    return [
        first,
        *(
            change_text(outcome.name, outcome.change - then[outcome.name], currency, say) if outcome.name in then else ""
            for outcome in told_outcomes(result)
        ),
    ]


def _ends(name: str, ends: Ends, result: Result, say: Wording) -> str:
    return between_of(ends, lambda end: change_text(name, end, result.manifest.currency, say))


def _money(ends: Ends, result: Result, say: Wording) -> str:
    return between_of(ends, lambda end: amount(end, result, say))


def variant_table(result: Result, say: Wording) -> list[tuple[str, str, str, str]]:
    """Return (variant, worth, its sampling interval, payback): the model as it stands first."""
    npv, payback = result.projection.npv, result.projection.payback_month
    first = (say("variant-none"), amount(npv.value, result, say), _money((npv.low, npv.high), result, say))
    return [
        (*first, payback_text(payback, result, say)),
        *(
            (
                say(f"variant-{variant.name}"),
                amount(variant.npv.value, result, say),
                _money((variant.npv.low, variant.npv.high), result, say),
                payback_text(variant.payback_month, result, say),
            )
            for variant in result.variants
        ),
    ]


def driver_rows(
    result: Result, found: Sequence[Driver], worth: Sequence[Information], say: Wording
) -> list[tuple[str, str, str, str, str]]:
    """Return (unknown, worth where it is low, where it is high, swing, value of knowing it) of every unknown, in total money."""
    knowing = {one.name: one.value * result.projection.initial_subscribers for one in worth}
    currency = result.manifest.currency
    return [
        (
            say(driver.name),
            amount(driver.when_low, result, say),
            amount(driver.when_high, result, say),
            amount(driver.swing, result, say),
            say.money(knowing[driver.name], currency, 0),
        )
        for driver in found
    ]


def measure_line(result: Result, found: Sequence[Driver], worth: Sequence[Information], say: Wording) -> str:
    """Say which number to measure first, and what knowing it would be worth before deciding."""
    best, everything = worth[0], worth[-1]
    people, currency = result.projection.initial_subscribers, result.manifest.currency
    if best.value <= 0:
        side = "loses" if result.futures is not None and result.futures.npv.mean() < 0 else "gains"
        return say("measure-nothing", first=say(found[0].name), side=side)
    return say(
        "measure-first",
        first=say(best.name),
        value=say.money(best.value * people, currency, 0),
        all=say.money(everything.value * people, currency, 0),
    )
