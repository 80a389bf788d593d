"""What lies ahead, as plain values: the time path, what it is worth, and how sure each layer of uncertainty leaves us."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.results.draws import Futures
    from analysis.results.result import Result, TimePoint, Variant

Between = dict[str, float | None]


def ahead_plain(result: Result) -> dict[str, object]:
    """Return the projection, the draws and the variants under the keys of the contract; what was not asked for is null."""
    ahead, futures = result.projection, result.futures
    return {
        "horizon_months": ahead.horizon_months,
        "initial_subscribers": ahead.initial_subscribers,
        "time_path": _time_path(result),
        "payback_month": ahead.payback_month,
        "npv": ahead.npv.value,
        "npv_sampling": between((ahead.npv.low, ahead.npv.high)),
        "npv_assumption": between(futures.interval("npv") if futures else (None, None)),
        "profit_change_horizon": ahead.profit_change,
        "probability_profit_rises": futures.probability_profit_rises if futures else None,
        "cvar5": futures.cvar5 if futures else None,
        "draws": _draws(futures) if futures else None,
        "variants": [_variant(variant) for variant in result.variants],
    }


def between(ends: tuple[float | None, float | None]) -> Between | None:
    """Return an interval as plain values, None where it is not known."""
    low, high = ends
    return None if low is None else {"low": low, "high": high}


def _time_path(result: Result) -> list[dict[str, object]]:
    points = [_point(point) for point in result.projection.time_path]
    if result.futures is not None:
        for point, low, high in zip(points, *result.futures.band(), strict=True):
            point["assumption"] = between((float(low), float(high)))
    return points


def _point(point: TimePoint) -> dict[str, object]:
    return {
        "month": point.month,
        "profit_change": point.profit_change,
        "revenue_change": point.revenue_change,
        "cumulative": point.cumulative,
        "low": point.low,
        "high": point.high,
        "retained_per_1000": point.retained_per_1000,
        "assumption": None,
    }


def _draws(futures: Futures) -> dict[str, object]:
    return {
        "answered": futures.draws,
        "seed": futures.seed,
        "sample_subscribers": futures.sample_subscribers,
        "sample_groups": futures.sample_groups,
        "sample_se": futures.sample_se,
    }


def _variant(variant: Variant) -> dict[str, object]:
    return {
        "name": variant.name,
        "profit_change_horizon": variant.profit_change,
        "npv": variant.npv.value,
        "npv_sampling": between((variant.npv.low, variant.npv.high)),
        "payback_month": variant.payback_month,
    }
