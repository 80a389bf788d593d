"""What a shard says of its own people, before anything of the whole base is known: their rows, and counts that add."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.inputs import Rows
from analysis.kernels.pairs import UNLIMITED
from analysis.shards.routing import WHOLE
from analysis.world.bounds import check_money
from analysis.world.constants import largest_needs, runs_out
from analysis.world.tables import SQL_DIR as WORLD_SQL
from analysis.world.tables import (
    array,
    fetch,
    hazard_counts,
    mean_use,
    month_sums_of,
    plans_of,
    presence,
    ran_out_counts,
    rows_of,
    stack,
    tenure_counts,
)
from analysis.world.world import least_balances, short_ratios
from data.database import storage
from data.schema import USAGE

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

    from analysis.shards.routing import Routed

SQL_DIR = Path(__file__).parent / "sql"
MEMORY = "1GB"


@dataclass(frozen=True)
class Part:
    """The people of one shard by their numbers in the base, rising, and their rows, month after month by place among them.

    `facts` have no hazard yet; `band` is that of tenure. `levels` of each dimension but use, with each subscriber's `code`.
    """

    person: NDArray[np.int32]
    facts: NDArray[np.void]
    month: NDArray[np.int8]
    leaving: NDArray[np.int8]
    tariff: NDArray[np.int32]
    band: NDArray[np.int8]
    person_sums: NDArray[np.int64]
    use: NDArray[np.float64]
    short: NDArray[np.float64]
    last_band: NDArray[np.int8]
    first: NDArray[np.int8]
    last: NDArray[np.int8]
    levels: dict[str, tuple[str, ...]]
    codes: dict[str, NDArray[np.int16]]
    counts: Counted


@dataclass(frozen=True)
class Counted:
    """Counts that add, and extremes: see `Whole`, `hazards_of`, `churn_shape` and `measured_of`."""

    month_sums: NDArray[np.int64]
    hazards: NDArray[np.int64]
    tenure: dict[tuple[str, int], tuple[int, int]]
    ran_out: int
    unknown: int
    allowances: NDArray[np.int64]
    needed: NDArray[np.int64]
    runs_out: bool
    highest_kb: int

    def __add__(self, other: Counted) -> Counted:
        """Return the counts of both."""
        tenure = dict(self.tenure)
        for cell, (at_risk, gone) in other.tenure.items():
            before = tenure.get(cell, (0, 0))
            tenure[cell] = before[0] + at_risk, before[1] + gone
        return Counted(
            month_sums=self.month_sums + other.month_sums,
            hazards=self.hazards + other.hazards,
            tenure=tenure,
            ran_out=self.ran_out + other.ran_out,
            unknown=self.unknown + other.unknown,
            allowances=np.minimum(self.allowances, other.allowances),
            needed=np.maximum(self.needed, other.needed),
            runs_out=self.runs_out or other.runs_out,
            highest_kb=max(self.highest_kb, other.highest_kb),
        )


def part_of(folder: Path, shard: int, routed: Routed) -> Part:
    """Read the rows of one shard from where they were routed to. InputError for money too large to sum."""
    with storage.connect(1) as connection:
        storage.limit_memory(connection, MEMORY)
        _load(connection, folder, shard, routed)
        check_money(float(fetch(connection, "largest_money")["most"][0] or 0), routed.manifest.currency)
        found, person_sums = fetch(connection, "row_arrays"), stack(fetch(connection, "person_sums"))
        person = (
            connection.execute("select subscriber_id from people order by sub").fetchnumpy()["subscriber_id"].astype(np.int32)
        )
        plans = plans_of(connection)
        rows = Rows(
            facts=rows_of(found, np.zeros(len(found["sub"]))),
            month=array(found, "nth", np.int8),
            leaving=array(found, "leaving", np.int8),
            tariff=array(found, "tariff", np.int32),
            key=routed.key[person],
            plan=routed.plan[person],
            region=routed.region[person],
            pack=plans.pack,
            price=plans.price,
            fee=plans.fee,
            sim=plans.sim,
            days=plans.days,
            trip=plans.trip,
        )
        band = array(found, "band", np.int8)
        last_band = np.zeros(person.size, np.int8)
        last_band[rows.sub] = band
        first, last = presence(rows)
        ran_out, unknown = ran_out_counts(connection)
        cut = {
            name: np.unique(np.asarray(column, str), return_inverse=True)
            for name, column in fetch(connection, "segments").items()
        }
        return Part(
            person=person,
            facts=rows.facts,
            month=rows.month,
            leaving=rows.leaving,
            tariff=rows.tariff,
            band=band,
            person_sums=person_sums,
            use=mean_use(person_sums),
            short=short_ratios(rows),
            last_band=last_band,
            first=first,
            last=last,
            levels={name: tuple(levels.tolist()) for name, (levels, _) in cut.items()},
            codes={name: code.astype(np.int16) for name, (_, code) in cut.items()},
            counts=Counted(
                month_sums=month_sums_of(connection, len(routed.months)),
                hazards=hazard_counts(connection),
                tenure=tenure_counts(connection),
                ran_out=ran_out,
                unknown=unknown,
                allowances=least_balances(rows),
                needed=largest_needs(rows),
                runs_out=runs_out(rows),
                highest_kb=int(rows.balance.max(initial=UNLIMITED)),
            ),
        )


def _load(connection: duckdb.DuckDBPyConnection, folder: Path, shard: int, routed: Routed) -> None:
    """Make the tables of a replay from the routed files of one shard."""
    storage.run(connection, "ran_out_macro")
    for name, target in (("people", "routed_people"), ("usage", "usage")):
        place = folder / name / f"shard={shard}"
        files = storage.text_literal(f"{storage.literal(place)}/*.parquet")
        if place.is_dir():
            connection.execute(f"create table {target} as select * from read_parquet({files}, hive_partitioning = false)")
    # Nobody of a shard may have been there in any replayed month.
    columns = ", ".join(f"{column.name} {column.sql_type}" for column in USAGE.columns[1:])
    connection.execute(f"create table if not exists usage (subscriber_id integer, {columns})")
    for name in WHOLE:
        told = storage.text_literal(storage.literal(folder / f"{name}.parquet"))
        connection.execute(f"create table {name} as select * from read_parquet({told})")
    storage.run(connection, "plan_index", routed.values, WORLD_SQL)
    storage.run(connection, "shard_people", folder=SQL_DIR)
    for name in ("months", "rows", "row_measures"):
        storage.run(connection, name, routed.values, WORLD_SQL)
