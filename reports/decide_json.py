"""Decisions as JSON: what was asked and of which base, then the numbers, the same bytes for the same answer."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from analysis.parameters import as_dict
from analysis.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.decide.asking import Question
    from analysis.decide.breakeven import BreakEven
    from analysis.decide.interaction import Grid
    from analysis.decide.measuring import Information
    from analysis.decide.sobol import Index
    from analysis.decide.tornado import Bar

Plain = dict[str, object]


def decision_json(question: Question, found: Plain) -> str:
    """Return `found` under where it comes from, as indented JSON text."""
    return json.dumps({"provenance": provenance(question), **found}, indent=2, ensure_ascii=False) + "\n"


def provenance(question: Question) -> Plain:
    """Return everything an answer depends on: version, seed, base, horizon, rules, assumptions."""
    manifest = question.world.manifest
    return {
        "version": VERSION,
        "seed": question.world.seed,
        "population": manifest.name,
        "population_fingerprint": manifest.fingerprint,
        "currency": manifest.currency,
        "subscribers": question.world.subscribers,
        "horizon_months": question.horizon,
        "rules": as_dict(question.rules),
        "assumptions": as_dict(question.assumptions),
    }


def tornado_plain(bars: Sequence[Bar], central: float) -> Plain:
    """Return the npv as assumed and a bar per unknown, the widest first; currency per initial subscriber."""
    return {"npv": central, "tornado": [asdict(bar) | {"swing": bar.swing} for bar in bars]}


def breakeven_plain(found: BreakEven) -> Plain:
    """Return the curve, its crossings and, where there is none, the sign all along."""
    return {"breakeven": asdict(found)}


def grid_plain(grid: Grid) -> Plain:
    """Return the grid: npv by row and column."""
    return {"interaction": asdict(grid)}


def sobol_plain(indices: Sequence[Index], points: int) -> Plain:
    """Return an index per unknown, with 90 % half-widths, and how many points they rest on."""
    return {"points": points, "sobol": [asdict(index) for index in indices]}


def measure_plain(worth: Sequence[Information], subscribers: int, draws: int) -> Plain:
    """Return the value of knowing each unknown, per initial subscriber and in total."""
    rows = [asdict(one) | {"total": one.value * subscribers} for one in worth]
    return {"draws": draws, "initial_subscribers": subscribers, "measuring": rows}
