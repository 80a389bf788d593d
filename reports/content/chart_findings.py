"""What each chart shows, in words and as rows: for those who do not see it, and for documents that draw it themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.content.horizon import amount, payback_text
from reports.content.segments import bands_of, level_name
from reports.numbers.values import between_of

if TYPE_CHECKING:
    from analysis.results.result import Bands, BridgeItem, Result
    from reports.content.segments import Cut
    from wording import Wording


def bridge_alternative(result: Result, say: Wording) -> str:
    """Say what the bridge shows, for those who do not see it."""
    steps = [step for step in result.projection.bridge if step.change]
    currency = result.manifest.currency
    if not steps:
        return say("alt-bridge-empty")
    parts = "; ".join(f"{_step_name(step, say)}: {say.money(step.change, currency, signed=True)}" for step in steps)
    total = say.money(sum(step.change for step in steps), currency, signed=True)
    return say("alt-bridge", parts=parts, total=total)


def _step_name(step: BridgeItem, say: Wording) -> str:
    return say("bridge-" + step.item.replace("_", "-"))


def path_alternative(result: Result, say: Wording) -> str:
    """Say what the path shows: its end, its deepest point, when it pays back."""
    points = result.projection.time_path
    deepest = min(points, key=lambda point: point.cumulative)
    return say(
        "alt-path",
        months=len(points),
        end=amount(float(points[-1].cumulative), result, say),
        deepest=amount(float(deepest.cumulative), result, say),
        month=deepest.month,
        payback=payback_text(result.projection.payback_month, result, say),
    )


def path_rows(result: Result, say: Wording) -> list[tuple[str, ...]]:
    """Return month, change, running sum, its sampling interval, that of the assumptions, subscribers who stay, per month."""
    currency = result.manifest.currency
    ends: list[tuple[float | None, float | None]] = [(None, None)] * len(result.projection.time_path)
    if result.futures is not None:
        low, high = result.futures.band()
        ends = list(zip(low.tolist(), high.tolist(), strict=True))
    return [
        (
            str(point.month),
            say.money(point.profit_change, currency, say.decimals(currency, 2), signed=True),
            say.money(point.cumulative, currency, say.decimals(currency, 2), signed=True),
            _ends((point.low, point.high), result, say),
            _ends(drawn, result, say),
            say.number(point.retained_per_1000, 3, signed=True),
        )
        for point, drawn in zip(result.projection.time_path, ends, strict=True)
    ]


def _ends(ends: tuple[float | None, float | None], result: Result, say: Wording) -> str:
    return between_of(ends, lambda end: amount(end, result, say))


def bands_alternative(result: Result, say: Wording) -> str:
    """Say how many gain and how many lose in the whole base."""
    whole = bands_of(result, "")[0].shares
    if whole is None:
        return say("alt-bands-hidden")
    lose, same, gain = sum(whole[:2]), whole[2], sum(whole[3:])
    return say("alt-bands", gain=say.percent(gain, 1), lose=say.percent(lose, 1), same=say.percent(same, 1))


def bands_finding(result: Result, dimension: str, say: Wording) -> str:
    """Say what the chart of bands shows: the whole base, and which group gains and which loses most often."""
    groups = [bands for bands in bands_of(result, dimension)[1:] if bands.shares is not None]
    whole = bands_alternative(result, say)
    if not groups:
        return whole
    best, worst = max(groups, key=_gaining), max(groups, key=_losing)
    found = [whole]
    if _gaining(best) > 0:
        found.append(say("alt-bands-gains", best=level_name(dimension, best.level, say), gain=say.percent(_gaining(best), 1)))
    if _losing(worst) > 0:
        found.append(say("alt-bands-loses", worst=level_name(dimension, worst.level, say), loss=say.percent(_losing(worst), 1)))
    return " ".join(found)


def _gaining(bands: Bands) -> float:
    return sum((bands.shares or ())[3:])


def _losing(bands: Bands) -> float:
    return sum((bands.shares or ())[:2])


def heat_alternative(result: Result, cut: Cut, say: Wording) -> str:
    """Say which group brings the operator most and which costs it most, over the replayed months."""
    if not cut.shown:
        return say("alt-heat-hidden")
    moved = [segment for segment in cut.shown if segment.profit_change]
    if not moved:
        return say("alt-heat-none")
    worst, best = (pick(moved, key=lambda s: s.profit_change or 0) for pick in (min, max))
    gain, loss = best.profit_change or 0, worst.profit_change or 0
    currency = result.manifest.currency
    return say(
        "alt-heat",
        sign="up" if loss > 0 else "mixed" if gain > 0 else "down",
        best=level_name(cut.dimension, best.level, say),
        gain=say.money(gain, currency, 0, signed=True),
        worst=level_name(cut.dimension, worst.level, say),
        loss=say.money(loss, currency, 0, signed=True),
    )
