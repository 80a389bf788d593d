"""What stands behind a design in words: own history dealt anew beside the closed form, its run-in, and what was matched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.pilot.matching import block_size
from reports.numbers.values import between

if TYPE_CHECKING:
    from analysis.pilot.design.figures import Evaluation, Figure, Window
    from analysis.pilot.plan import Plan
    from wording import Wording

COLUMNS = ("months", "before", "size", "spread", "closed", "power", "closed-power")


def history_line(one: Evaluation, say: Wording) -> str:
    """Say what re-randomised own history shows without rights, and of the plain estimate, beside the closed form."""
    history = one.history
    return say(
        "pilot-history",
        size=say.percent(history.size.value, 1),
        error=say.number(100 * history.size.error, 1),
        nominal=say.percent(one.plan.alpha, 0),
        spread=say.number(100 * history.spread.value, 4),
        spread_error=say.number(100 * history.spread.error, 4),
        closed=say.number(100 * history.closed_form, 4),
        effect=say.number(history.design_effect, 3),
        icc=say.number(history.icc, 5),
        power=say.percent(history.power.value, 1),
        power_error=say.number(100 * history.power.error, 1),
        closed_power=say.percent(history.closed_power, 1),
    )


def window_header(say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `window_rows`."""
    return tuple(say(f"pilot-window-{name}") for name in COLUMNS)


def window_rows(one: Evaluation, say: Wording) -> list[tuple[str, ...]]:
    """Return a row per window of own history, the pilot's months first."""
    return [_window_row(window, say) for window in one.history.windows]


def _window_row(one: Window, say: Wording) -> tuple[str, ...]:
    return (
        between(one.first, one.last) if one.first != one.last else one.first,
        say.number(one.before),
        _share(one.size, say),
        say("pilot-figure", value=say.number(100 * one.spread.value, 4), error=say.number(100 * one.spread.error, 4)),
        say.number(100 * one.closed_form, 4),
        _share(one.power, say),
        say.percent(one.closed_power, 1),
    )


def _share(figure: Figure, say: Wording) -> str:
    return say("pilot-figure", value=say.percent(figure.value, 1), error=say.number(100 * figure.error, 1))


def plan_lines(own: Evaluation, subscribers: int, say: Wording) -> list[str]:
    """Return what must be known of the plan beside its figures, on a base of so many `subscribers`.

    The frame, matched clusters, months of the run-in that nobody has yet.
    """
    held, frame = own.history.windows[0].before, own.plan.frame
    lines = [say("pilot-framed", frame=say.number(frame), subscribers=say.number(subscribers))] if frame else []
    lines += [matched_line(own.plan, say)] if own.plan.matched else []
    if held < own.plan.run_in_months:
        lines.append(say("pilot-run-in-short", run_in=own.plan.run_in_months, held=held))
    return lines


def matched_line(plan: Plan, say: Wording) -> str:
    """Say how clusters are matched."""
    return say("pilot-matched", size=say.number(block_size(plan.shares)))
