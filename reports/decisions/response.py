"""The response curve in words: its finding as a sentence, its stops as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.decide.response import FOLLOWED, number_of
from reports.decisions.sensitivity import money, with_unit
from reports.numbers.outcomes import change_text
from reports.numbers.values import between, rough_text, setting_text

if TYPE_CHECKING:
    from analysis.decide.response import Response, Stop
    from analysis.results.result import Estimate
    from analysis.settings.parameters import Value
    from wording import Wording


def stop_text(value: Value, say: Wording) -> str:
    """Word the value of a stop."""
    number = number_of(value)
    return setting_text(value, say, empty=say("compare-nobody")) if number is None else rough_text(number, say)


def response_finding(found: Response, currency: str, say: Wording) -> str:
    """Say where along the rule profit is highest, and where it turns."""
    best, name = found.best, with_unit(found.name, currency, say)
    if all(stop.npv == best.npv for stop in found.stops):
        return say("response-flat", name=name, worth=money(best.npv.value, currency, say))
    told = say("response-best", name=name, value=stop_text(best.value, say), worth=money(best.npv.value, currency, say))
    if found.turns:
        return f"{told} {say('response-turns', values=', '.join(rough_text(turn.value, say) for turn in found.turns))}"
    gains = min(stop.npv.value for stop in found.stops) >= 0
    return f"{told} {say('response-gains' if gains else 'response-loses' if best.npv.value <= 0 else 'response-jumps')}"


def response_header(found: Response, currency: str, say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `response_rows`."""
    outcomes = [say("response-worth", currency=currency) if name == "npv" else say(f"outcome-{name}") for name in FOLLOWED]
    each = [title for outcome in outcomes for title in (outcome, f"{outcome}: {say('layer-sampling')}")]
    return (with_unit(found.name, currency, say), *each)


def response_rows(found: Response, currency: str, say: Wording) -> list[tuple[str, ...]]:
    """Return the value and, for worth, repurchase and satisfaction, the change and its sampling interval, at every stop."""
    return [(stop_text(stop.value, say), *_cells(stop, currency, say)) for stop in found.stops]


def _cells(stop: Stop, currency: str, say: Wording) -> list[str]:
    cells = []
    for name in FOLLOWED:
        estimate: Estimate = getattr(stop, name)
        low, high = (None if end is None else _worded(name, end, currency, say) for end in (estimate.low, estimate.high))
        cells += [_worded(name, estimate.value, currency, say), between(low, high)]
    return cells


def _worded(name: str, value: float, currency: str, say: Wording) -> str:
    return money(value, currency, say) if name == "npv" else change_text(name, value, currency, say)
