"""Replay the observed months with and without the rules, on the same random numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from analysis.assumptions import Assumptions, make_assumptions
from analysis.kernels.allocate import allocate, ringing
from analysis.kernels.outcomes import COLUMNS, changes
from analysis.measures import Tally, bridge, outcomes
from analysis.results import Flow, Result, Segment
from analysis.translate import behaviour_of, clock_limits, limits_of, loyalty_of, tie_weights
from analysis.version import VERSION
from analysis.world import SQL_DIR, UNKNOWN_HAZARD, World
from data import storage
from data.schema import GROUP_COUNT, KB_PER_GB

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb
    from numpy.typing import NDArray

    from analysis.parameters import Value
    from analysis.rules import Rules

SMALLEST_CELL = 10
_KEYS = ("dimension", "level", "grp")


def assumptions_for(world: World, values: Mapping[str, Value]) -> Assumptions:
    """Return assumptions from, in rising order of authority: the declared defaults, what the base measures, `values`."""
    return make_assumptions(dict(world.measured) | dict(values))


def simulate(world: World, rules: Rules, assumptions: Assumptions) -> Result:
    """Replay `world` under `rules`; every effect is a paired difference, and rules off give exactly zero."""
    table = _change_table(world, rules, assumptions)
    with world.cursor() as cursor:
        base = _by_segment(cursor.execute("select * from baseline_sums"))
        cursor.register("change_table", table)
        change = _by_segment(storage.run(cursor, "change_sums", folder=SQL_DIR))
        sizes = {(d, level): count for d, level, count in storage.run(cursor, "segment_sizes", folder=SQL_DIR).fetchall()}
    nothing = {name: np.zeros(GROUP_COUNT, np.int64) for name in (*COLUMNS, "givers", "receivers")}
    tallies = {key: Tally(sums, change.get(key, nothing), assumptions, UNKNOWN_HAZARD) for key, sums in base.items()}
    whole = tallies["all", "all"]
    steps = bridge(whole, len(world.months) if rules.enabled else 0)
    return Result(
        version=VERSION,
        seed=world.seed,
        manifest=world.manifest,
        rules=rules,
        assumptions=assumptions,
        months=world.months,
        subscribers=world.rows.key.size,
        subscriber_months=int(whole.base["months"].sum()),
        outcomes=outcomes(whole, steps),
        flow=_flow(whole),
        profit_bridge=steps,
        profit_change=sum((step.total for step in steps), Decimal(0)),
        segments=tuple(_segment(*key, tally, sizes[key]) for key, tally in tallies.items() if key[0] != "all"),
    )


def _change_table(world: World, rules: Rules, assumptions: Assumptions) -> pa.Table:
    """Run the kernels: who takes part, who gives what to whom, what that changes. One row per touched subscriber-month."""
    seed = np.uint64(world.seed)
    behaviour = behaviour_of(assumptions, world)
    touched, state = np.empty(0, np.int64), np.empty((0, 4), np.int64)
    if rules.enabled:
        weight = tie_weights(world.tie_strength, assumptions.tie_strength_exponent)
        chosen = ringing(world.pairs, weight, clock_limits(assumptions, world))
        may_give = world.tenure >= rules.min_tenure_months
        touched, state = allocate(chosen, world.pairs, may_give, world.rows, limits_of(rules), behaviour, seed)
    found = changes(touched, state, world.rows, behaviour, loyalty_of(assumptions), seed)
    columns = {"sub": world.rows.sub[touched], "nth": world.rows.month[touched]}
    columns |= {name: np.ascontiguousarray(found[:, i]) for i, name in enumerate(COLUMNS)}
    return pa.table(columns)


def _by_segment(query: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], dict[str, NDArray[np.int64]]]:
    """Spread rows of (dimension, level, grp, sums) into an array of 200 groups per segment and sum."""
    found = query.fetchnumpy()
    names = [name for name in found if name not in _KEYS]
    segments: dict[tuple[str, str], dict[str, NDArray[np.int64]]] = {}
    keys = list(zip(found["dimension"].tolist(), found["level"].tolist(), strict=True))
    for key in dict.fromkeys(keys):
        here = np.array([k == key for k in keys])
        segments[key] = {name: np.zeros(GROUP_COUNT, np.int64) for name in names}
        for name in names:
            segments[key][name][found["grp"][here]] = found[name][here]
    return segments


def _segment(dimension: str, level: str, tally: Tally, subscribers: int) -> Segment:
    months = int(tally.base["months"].sum())
    if subscribers < SMALLEST_CELL:
        return Segment(dimension, level, months, None, None)
    # The platform's fixed cost belongs to the whole base, not to any segment.
    steps = bridge(tally, 0)
    return Segment(dimension, level, months, outcomes(tally, steps), sum((step.total for step in steps), Decimal(0)))


def _flow(tally: Tally) -> Flow:
    def gb(name: str) -> Decimal:
        return Decimal(int(tally.change[name].sum())) / KB_PER_GB

    def count(name: str) -> int:
        return int(tally.change[name].sum())

    return Flow(
        transfers=count("transfers"),
        givers=count("givers"),
        receivers=count("receivers"),
        sent_gb=gb("sent_kb"),
        received_gb=gb("received_kb"),
        displaced_gb=gb("displaced_kb"),
        served_unmet_gb=gb("served_kb"),
        induced_gb=gb("induced_kb"),
        expired_gift_gb=gb("expired_gift_kb"),
    )
