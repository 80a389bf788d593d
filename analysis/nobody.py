"""The base of nobody: what compiled code reads of any base, by its types, with nothing in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.inputs import FACTS, Rows
from analysis.kernels.pairs import Pairs
from analysis.kernels.sums import GROUPS
from analysis.world.constants import extremes_of, strengths_of, whole_of
from analysis.world.prepared_base import NOTHING
from analysis.world.world import DEFAULT_SEED, MEASURES, World, sealed
from data.checks.months import Calendar
from data.population.manifest import Manifest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.world.world import Kind

MONTHS = 12


def nobody() -> World:
    """Return a base of twelve months, one plan and no subscriber: answering for it compiles what answering for any base takes."""
    world = World(
        manifest=Manifest("nobody", "", "nobody"),
        stamped="",
        seed=DEFAULT_SEED,
        months=("",) * MONTHS,
        plans=("",),
        plan_names={"": ""},
        rows=Rows(
            facts=sealed(np.zeros(0, FACTS)),
            month=_none(np.int8),
            leaving=_none(np.int8),
            tariff=_none(np.int32),
            key=_none(np.uint64),
            plan=_none(np.int16),
            region=_none(np.int16),
            pack=_one(np.int64),
            price=_one(np.int64),
            fee=_one(np.int64),
            sim=_one(np.int8),
            days=_one(np.int64),
            trip=_one(np.bool_),
        ),
        pairs=Pairs(
            giver=_none(np.int32),
            receiver=_none(np.int32),
            tie=_none(np.int32),
            clock=_none(np.float32),
            buyer=_none(np.int8),
            starts=sealed(np.zeros(MONTHS + 1, np.int64)),
        ),
        tie_strength=_none(np.float32),
        whole=NOTHING,
        tenure=_none(np.int32),
        first_month=_none(np.int8),
        last_month=_none(np.int8),
        launch_hazard=_none(np.float64),
        contact_hazard=_none(np.float64),
        churn_shape=sealed(np.ones(1)),
        group=_none(np.int16),
        lot=_none(np.uint64),
        dimensions=(),
        person_sums=sealed(np.zeros((0, len(MEASURES)), np.int64)),
        month_sums=sealed(np.zeros((MONTHS, GROUPS, len(MEASURES)), np.int64)),
        short_sizes=sealed(np.ones(1)),
        measured={},
        account=_none(np.int32),
        accounts_guessed=False,
        judged={},
        other_allowance=0.0,
        pack_price_per_gb=1.0,
        calendar=Calendar(),
    )
    return replace(world, whole=whole_of(world, strengths_of(world.tie_strength), extremes_of(world.rows)))


def _none(kind: type[Kind]) -> NDArray[Kind]:
    return sealed(np.zeros(0, kind))


def _one(kind: type[Kind]) -> NDArray[Kind]:
    return sealed(np.ones(1, kind))
