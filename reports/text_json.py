"""The result as JSON: the contract of `simulate --json`. Amounts and volumes are exact decimals, not floats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import simplejson

from analysis.parameters import as_dict
from analysis.winners import BANDS

if TYPE_CHECKING:
    from analysis.results import Bands, Outcome, Result, Segment


def to_json(result: Result) -> str:
    """Return the whole result as indented JSON text, the same bytes for the same result."""
    return str(simplejson.dumps(as_plain(result), indent=2, ensure_ascii=False, use_decimal=True, ignore_nan=True)) + "\n"


def as_plain(result: Result) -> dict[str, object]:
    """Return the result as plain values under the keys of the contract."""
    return {
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
            "rules": as_dict(result.rules),
            "assumptions": as_dict(result.assumptions),
        },
        "notices": [{"key": notice.key, **notice.facts} for notice in result.notices],
        "outcomes": {outcome.name: _outcome(outcome) for outcome in result.outcomes},
        "flow": as_dict(result.flow),
        "profit_bridge": [{"item": step.item, "change": step.change, "total": step.total} for step in result.profit_bridge],
        "profit_change_total": result.profit_change,
        "segments": [_segment(segment) for segment in result.segments],
        "winners_losers": [_bands(bands) for bands in result.winners_losers],
    }


def _outcome(outcome: Outcome) -> dict[str, float | None]:
    return {
        "baseline": outcome.baseline,
        "with_rules": outcome.with_rules,
        "change": outcome.change,
        "se": outcome.se,
        "low": outcome.low,
        "high": outcome.high,
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
