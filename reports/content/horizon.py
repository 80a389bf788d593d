"""The time ahead and how sure it is, as sentences and rows: page, report and terminal say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.results.result import Result
    from wording import Wording


def amount(value: float, result: Result, say: Wording) -> str:
    """Word a change in money per initial subscriber, signed."""
    return say.money(value, result.manifest.currency, signed=True)


def payback_text(month: int | None, result: Result, say: Wording) -> str:
    """Word when the rules pay back: from the start, in a month, or not within the horizon."""
    if not any(point.cumulative for point in result.projection.time_path):
        return say("payback-nothing")
    if month is None:
        return say("payback-never", months=result.projection.horizon_months)
    return say("payback-at-once") if month == 1 else say("payback-month", month=month)


def payback_short(result: Result, say: Wording) -> str:
    """Word the same for a narrow column."""
    month, path = result.projection.payback_month, result.projection.time_path
    if not any(point.cumulative for point in path):
        return say("payback-short-nothing")
    return say("payback-short-never", months=len(path)) if month is None else say("payback-short-month", month=month)


def ahead_line(result: Result, say: Wording) -> str:
    """Say what the rules are worth over the horizon, when they pay back and how many subscribers stay on."""
    ahead = result.projection
    npv = ahead.npv
    if npv.low is None or npv.high is None:
        between = say("interval-unknown")
    else:
        between = say("interval", low=amount(npv.low, result, say), high=amount(npv.high, result, say))
    return say(
        "ahead-line",
        months=ahead.horizon_months,
        npv=amount(npv.value, result, say),
        interval=between,
        payback=payback_text(ahead.payback_month, result, say),
        retained=say.number(ahead.time_path[-1].retained_per_1000, 2, signed=True),
    )


def sure_lines(result: Result, say: Wording) -> list[str]:
    """Say what the draws of the assumptions and the variants of the model make of it; nothing where neither was asked for."""
    return [*_draw_lines(result, say), *(say("variant-line", **row) for row in variant_rows(result, say))]


def _draw_lines(result: Result, say: Wording) -> list[str]:
    futures = result.futures
    if futures is None:
        return []
    low, high = futures.interval("npv")
    lines = [
        say(
            "draws-line",
            draws=futures.draws,
            share=say.percent(futures.probability_profit_rises, 0),
            mean=amount(float(futures.npv.mean()), result, say),
            low=amount(low, result, say),
            high=amount(high, result, say),
            worst=amount(futures.cvar5, result, say),
        )
    ]
    if futures.sample_subscribers < result.subscribers:
        lines.append(
            say(
                "draws-sample",
                subscribers=say.number(futures.sample_subscribers),
                groups=futures.sample_groups,
                error=say("interval-unknown") if futures.sample_se is None else amount(futures.sample_se, result, say),
            )
        )
    return lines


def variant_rows(result: Result, say: Wording) -> list[dict[str, str]]:
    """Return name, npv and payback of every variant of the model, worded."""
    return [
        {
            "name": say(f"variant-{variant.name}"),
            "npv": amount(variant.npv.value, result, say),
            "payback": payback_text(variant.payback_month, result, say),
        }
        for variant in result.variants
    ]
