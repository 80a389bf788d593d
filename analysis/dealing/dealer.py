"""Who deals the months of a base to shards: this process, or an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    from numpy.typing import NDArray

    from analysis.world.months import Near
    from analysis.world.tables import Plans
    from data.checks.months import Calendar
    from data.health.months import Watched
    from data.importing.run_out import RunOut


class NotDealtError(Exception):
    """A base cannot be dealt in this way, or must not: one who loads all of it can, or says what is wrong with it."""


class Known(NamedTuple):
    """What is known of a base when its months are dealt: the plan and the shard are per subscriber, by number."""

    calendar: Calendar
    plans: Plans
    plan: NDArray[np.int16]
    shard: NDArray[np.int16]
    shards: int


class Dealer(Protocol):
    """Reads and deals the months of a base of which the other tables are loaded on a connection."""

    def load(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Load the base. InputError where it is wrong."""
        ...

    def count(self, connection: duckdb.DuckDBPyConnection) -> Calendar:
        """Make `month_counts` and `own_tariffs` once people have numbers. InputError where months are wrong."""
        ...

    def deal(self, connection: duckdb.DuckDBPyConnection, known: Known) -> RunOut:
        """Write the months of every shard; return how they show that one ran out."""
        ...

    def watched(self, connection: duckdb.DuckDBPyConnection, known: Known, near: Near) -> Watched:
        """Return what months measure of health."""
        ...
