"""What is watched beside the plan, as lines and rows: found, what would be usual, how seldom it alarms falsely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.monitoring.answer import ALARM, UNWATCHED
from analysis.monitoring.watches import LEAK, TAIL, TICKETS
from analysis.pilot.readout.answer import FEW
from analysis.statistics.sample_ratio import ALARM_P
from reports.trials.readout import p_text

if TYPE_CHECKING:
    from analysis.monitoring.answer import Monitored, Watch
    from wording import Wording

Row = tuple[str, ...]
_TICKET_DIGITS = 4


def watch_alarm_lines(found: Monitored, say: Wording) -> list[str]:
    """Return a line per watch that alarms."""
    return [
        say("monitor-watch-alarm", watch=_name(one, say), found=_found(one, say)) for one in found.watches if one.state == ALARM
    ]


def watch_header(say: Wording) -> Row:
    """Return the titles of the columns of `watch_rows`."""
    return tuple(say(f"monitor-column-{name}") for name in ("watch", "state", "found", "usual", "rate"))


def watch_rows(found: Monitored, say: Wording) -> list[Row]:
    """Return a row per watch; what is not watched says why."""
    return [_row(one, say) for one in found.watches]


def _row(one: Watch, say: Wording) -> Row:
    if one.state == UNWATCHED:
        return (_name(one, say), say("monitor-watch-unwatched"), say(f"monitor-watch-why-{one.why}"), "–", "–")
    state = say("monitor-watch-alarm-state" if one.state == ALARM else "monitor-watch-quiet")
    return (_name(one, say), state, _found(one, say), _usual(one, say), _rate(one, say))


def _name(one: Watch, say: Wording) -> str:
    return say(f"monitor-watch-{one.name}")


def _found(one: Watch, say: Wording) -> str:
    value = one.found or 0.0
    if one.name == TAIL:
        return say.percent(value, 1)
    if one.name == LEAK:
        return say("trial-few", most=say.number(FEW - 1)) if 0 < value < FEW else say.number(value)
    if one.name == TICKETS:
        low, high = (say.number(end or 0.0, _TICKET_DIGITS, signed=True) for end in (one.low, one.high))
        return f"{say.number(value, _TICKET_DIGITS, signed=True)} ({low} … {high})"
    return p_text(one.found, say)


def _usual(one: Watch, say: Wording) -> str:
    if one.name == TAIL:
        return f"{say.percent(one.low or 0.0, 1)} … {say.percent(one.high or 0.0, 1)}"
    if one.name in {LEAK, TICKETS}:
        return say.number(0)
    return f"≥ {say.number(ALARM_P, 3)}"


def _rate(one: Watch, say: Wording) -> str:
    if one.rate is None:
        return say("monitor-watch-rate-none")
    return say("monitor-watch-rate-share", share=say.percent(one.rate, 2), launches=say.percent(one.launches or 0.0, 1))
