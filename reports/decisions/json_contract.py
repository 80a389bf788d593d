"""Decisions as JSON: what was asked and of which base, then the numbers, the same bytes for the same answer."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from analysis.outcomes.base_notices import base_notices
from analysis.settings.parameters import as_dict
from analysis.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.decide.breakeven import BreakEven
    from analysis.decide.candidates import Goal
    from analysis.decide.interaction import Grid
    from analysis.decide.scenario_discovery import Discovery
    from analysis.decide.search import Found, Verdict
    from analysis.decide.sobol import Index
    from analysis.decide.tornado import Bar
    from analysis.decide.value_of_information import Information
    from analysis.decide.what_if import WhatIf

Plain = dict[str, object]


def decision_json(what_if: WhatIf, found: Plain) -> str:
    """Return `found` under where it comes from, as indented JSON text."""
    return json.dumps({"provenance": provenance(what_if), **found}, indent=2, ensure_ascii=False) + "\n"


def provenance(what_if: WhatIf) -> Plain:
    """Return everything an answer depends on: version, seed, base and what it does not show, horizon, rules, assumptions."""
    manifest = what_if.world.manifest
    return {
        "version": VERSION,
        "seed": what_if.question.seed,
        "population": manifest.name,
        "population_fingerprint": manifest.fingerprint,
        "currency": manifest.currency,
        "subscribers": what_if.world.subscribers,
        "notices": [{"key": notice.key, **notice.facts} for notice in base_notices(what_if.world)],
        "horizon_months": what_if.question.horizon,
        "rules": as_dict(what_if.question.rules),
        "assumptions": as_dict(what_if.question.assumptions),
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


def measure_plain(worth: Sequence[Information], subscribers: float, draws: int) -> Plain:
    """Return the value of knowing each unknown, per initial subscriber and in total."""
    rows = [asdict(one) | {"total": one.value * subscribers} for one in worth]
    return {"draws": draws, "initial_subscribers": subscribers, "measuring": rows}


def best_plain(goal: Goal, found: Found, verdict: Verdict | None, sample: tuple[int, int]) -> Plain:
    """Return the goal, how far the search got, its fronts, and the verdict on fresh draws.

    `sample` says on how many subscribers search and verdict ran.
    """
    return {
        "goal": asdict(goal),
        "searched": found.done,
        "budget": found.budget,
        "search_subscribers": sample[0],
        "verdict_subscribers": sample[1],
        "best": None if found.best is None else found.best.as_plain(),
        "verdict": None if verdict is None else _verdict(verdict),
        "front_satisfaction": [candidate.as_plain() for candidate in found.front_satisfaction],
        "front_topup": [candidate.as_plain() for candidate in found.front_topup],
    }


def _verdict(verdict: Verdict) -> Plain:
    return {
        "winner": verdict.winner.as_plain(),
        "searched": verdict.searched.as_plain(),
        "present": None if verdict.present is None else verdict.present.as_plain(),
        "presets": {name: candidate.as_plain() for name, candidate in verdict.presets},
        "beats_all": verdict.beats_all,
        "drivers": [asdict(driver) for driver in verdict.drivers],
    }


def discovery_plain(found: Discovery, draws: int) -> Plain:
    """Return the share of draws that lose and the boxes that hold most of the losses."""
    return {"draws": draws, **asdict(found)}
