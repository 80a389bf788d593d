"""Results that several tests of reports share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from analysis.results.result import Segment
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.uncertainty.monte_carlo import futures_of
from analysis.uncertainty.variants import variants_of
from reports.record.run_record import record_of

if TYPE_CHECKING:
    from analysis.results.result import Result
    from analysis.world.world import World
    from reports.record.run_record import RunRecord

DAY = date(2026, 11, 22)
HOSTILE = '=HYPERLINK("http://evil.example","prize")'


@pytest.fixture(scope="session")
def drawn(world: World) -> Result:
    assumptions = assumptions_for(world, {"platform_cost_per_month": 1234.56})
    central = simulate(world, make_rules({}), assumptions)
    *_, futures = futures_of(world, central, 16)
    return replace(central, futures=futures, variants=variants_of(world, central))


@pytest.fixture(scope="session")
def record(drawn: Result) -> RunRecord:
    return record_of(drawn, DAY)


@pytest.fixture(scope="session")
def hostile(drawn: Result) -> Result:
    """The same answer on a base whose names a spreadsheet would run, with one group hidden and its neighbour with it."""
    named = [replace(part, level=HOSTILE) if part.level == "archive" else part for part in drawn.segments]
    segments = [
        Segment(part.dimension, part.level, None, None, None, None) if part.level in ("centre", "south") else part
        for part in named
    ]
    bands = [
        replace(part, subscribers=None, shares=None) if part.level in ("centre", "south") else part
        for part in drawn.winners_losers
    ]
    manifest = replace(drawn.manifest, name=HOSTILE)
    return replace(drawn, manifest=manifest, segments=tuple(segments), winners_losers=tuple(bands))


@pytest.fixture(scope="session")
def plain_result(world: World) -> Result:
    """Return the answer under the declared rules, without draws."""
    return simulate(world, make_rules({}), assumptions_for(world, {}))


@pytest.fixture(scope="session")
def drawn_result(world: World, plain_result: Result) -> Result:
    """Return the same with 16 draws of the unknowns."""
    *_, futures = futures_of(world, plain_result, 16)
    return replace(plain_result, futures=futures)
