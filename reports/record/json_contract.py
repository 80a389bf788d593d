"""The result as JSON: the contract of `simulate --json`. Amounts and volumes are exact decimals, not floats."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import simplejson

from analysis.outcomes.cuts import BANDS
from analysis.outcomes.few_people import told_flow, told_outcomes
from analysis.settings.assumptions import bearing_values
from analysis.settings.parameters import as_dict
from reports.content.headlines import verdict
from reports.record.json_horizon import ahead_plain, between

if TYPE_CHECKING:
    from analysis.results.draws import Futures
    from analysis.results.result import Bands, BridgeItem, Change, Outcome, Result, Segment
    from wording import Wording


def to_json(result: Result, say: Wording) -> str:
    """Return the whole result as indented JSON text, the same bytes for the same result; the verdict is a sentence of `say`."""
    return str(simplejson.dumps(as_plain(result, say), indent=2, ensure_ascii=False, use_decimal=True, ignore_nan=True)) + "\n"


def as_plain(result: Result, say: Wording) -> dict[str, object]:
    """Return the result as plain values under the keys of the contract."""
    return {
        "verdict": verdict(result, say),
        "provenance": {
            "version": result.version,
            "seed": result.seed,
            "population": result.manifest.name,
            "population_fingerprint": result.manifest.fingerprint,
            "synthesised": list(result.manifest.synthesised),
            "currency": result.manifest.currency,
            "months": list(result.months),
            "subscribers": result.subscribers,
            "subscriber_months": result.subscriber_months,
            "horizon_months": result.projection.horizon_months,
            "rules": as_dict(result.rules),
            "assumptions": bearing_values(result.assumptions, result.rules.mechanism),
        },
        "notices": [{"key": notice.key, **notice.facts} for notice in result.notices],
        "outcomes": dict.fromkeys((outcome.name for outcome in result.outcomes), None)
        | {outcome.name: _outcome(outcome, result.futures) for outcome in told_outcomes(result)},
        "flow": told_flow(result),
        "profit_bridge": [
            _step(step) | {"horizon_change": ahead.change, "horizon_total": ahead.total}
            for step, ahead in zip(result.profit_bridge, result.projection.bridge, strict=True)
        ],
        "profit_change_total": result.profit_change,
        **ahead_plain(result),
        "segments": [_segment(segment) for segment in result.segments],
        "winners_losers": [_bands(bands) for bands in result.winners_losers],
        **({"learned": [asdict(one) for one in result.learned]} if result.learned else {}),
    }


def _step(step: BridgeItem) -> dict[str, object]:
    return {"item": step.item, "change": step.change, "total": step.total}


def _outcome(outcome: Outcome | Change, futures: Futures | None = None) -> dict[str, object]:
    return {
        "baseline": outcome.baseline,
        "with_rules": outcome.with_rules,
        "change": outcome.change,
        "se": outcome.se,
        "low": outcome.low,
        "high": outcome.high,
        "sampling": between((outcome.low, outcome.high)),
        "assumption": between(futures.interval(outcome.name) if futures else (None, None)),
    }


def _bands(bands: Bands) -> dict[str, object]:
    shares = None if bands.shares is None else dict(zip(BANDS, bands.shares, strict=True))
    return {"dimension": bands.dimension, "level": bands.level, "subscribers": bands.subscribers, "shares": shares}


def _segment(segment: Segment) -> dict[str, object]:
    outcomes = None if segment.outcomes is None else {found.name: _outcome(found) for found in segment.outcomes}
    return {
        "dimension": segment.dimension,
        "level": segment.level,
        "subscribers": segment.subscribers,
        "subscriber_months": segment.subscriber_months,
        "outcomes": outcomes,
        "profit_change_total": segment.profit_change,
    }
