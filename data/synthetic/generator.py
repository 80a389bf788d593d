"""The synthetic population: DuckDB SQL and keyed draws; one seed gives one base, at any thread and chunk count."""

from __future__ import annotations

from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from data.database import storage
from data.errors import InputError, nearest
from data.keyed.mixer import seed_key
from data.planted import planting
from data.planted.figures import ALL, NAMES, tables_of
from data.population.folder import Manifest, write_tables
from data.population.target import writing
from data.progress import Progress, silent
from data.schema import KB_PER_GB, TABLES
from data.synthetic.market import BLOCK_SIZE, load_market

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import duckdb

    from data.synthetic.market import Bound, Market

MONTHS, MOST_MONTHS = 12, 36
LEAST, MOST = 200, 50_000_000
# Blocks worked on at a time: bounds memory, changes nothing else.
CHUNK_BLOCKS = 1_000
# What one chunk costs next to writing and stamping it, for an even progress bar.
_WRITE_SHARE = 0.4
_CHUNK_STAGES = (
    "synth_ids",
    "graph_places",
    "synth_people",
    "synth_subscribers",
    "synth_usage",
    "synth_contacts",
    "synth_out_subscribers",
    "synth_out_usage",
)
# What a market of visitors does besides: after the first, before what reads residents and visitors alike, and before writing.
_TRAVEL = {
    "synth_ids": ("synth_visitors", "synth_residents"),
    "synth_usage": ("synth_travellers", "synth_trips", "synth_trip_people", "synth_trip_usage"),
    "synth_contacts": ("synth_companions",),
}
_TRAVEL_SCRATCH = ("visitors", "travellers", "trips")
_SCRATCH = ("ids", "places", "people", "subscribers_full", "usage_full")


def synthesise(  # noqa: PLR0913 - what to build, then how: each is named by its callers
    target: Path,
    subscribers: int = 100_000,
    seed: int = 1,
    market: str = "russia",
    threads: int | None = None,
    progress: Progress = silent,
    *,
    operator: str | None = None,
    replace: bool = True,
    chunk_blocks: int = CHUNK_BLOCKS,
    history: Sequence[str] = (),
    resellers: bool = False,
    months: int = MONTHS,
) -> Manifest:
    """Generate a population of `subscribers` ids over so many `months` into the folder `target` and return its manifest.

    Subscribers join and leave, so the months of presence are fewer than `months` x `subscribers`. `operator` None is the
    market's default. `history` names the optional tables to make besides (`all` for every one), with known values planted in
    them: another base than the same seed gives without; `resellers` are planted into the gifts besides. Raises InputError for an
    unknown market, operator or table, a size outside 200 - 50,000,000, months outside 12 - 36, or a `target` that holds other
    files, or a population that was not to be replaced.
    """
    if not LEAST <= subscribers <= MOST:
        raise InputError.one("population-size", value=subscribers, low=LEAST, high=MOST)
    if not MONTHS <= months <= MOST_MONTHS:
        raise InputError.one("population-months", value=months, low=MONTHS, high=MOST_MONTHS)
    tables = _known_tables(history)
    profile = load_market(market, operator)
    if tables and profile.travels:
        raise InputError.one("history-travels", market=profile.name)
    values: dict[str, object] = {**bound_parameters(profile, subscribers, seed, months), **planting.bound(tables)}
    with writing(target, replace=replace) as folder, storage.connect(threads) as connection:
        _make_tables(connection, profile, values)
        if tables:
            planting.begin(connection, values, tables)
        for first in range(0, subscribers, chunk_blocks * BLOCK_SIZE):
            last = min(subscribers, first + chunk_blocks * BLOCK_SIZE)
            add_chunk(connection, values | {"first": first, "last": last}, progress, tables, travels=profile.travels)
        progress("synth_out_contacts", 1 - _WRITE_SHARE)
        storage.run(connection, "synth_out_contacts", values)
        if tables:
            progress("plant-gifts", 1 - _WRITE_SHARE * 0.8)
            planting.end(connection, values, tables, resellers=resellers)
        for name in (*_SCRATCH, *(_TRAVEL_SCRATCH if profile.travels else ()), "ties", "plan_grid"):
            connection.execute(f"drop table {name}")
        progress("write", 1 - _WRITE_SHARE / 2)
        written = write_tables(connection, _manifest(profile, subscribers, seed), folder)
    progress("done", 1.0)
    return written


def bound_parameters(profile: Market, subscribers: int, seed: int, months: int = MONTHS) -> dict[str, Bound]:
    """Return what the SQL of the generator binds, by name. A longer history begins earlier and ends in the same month."""
    earlier = months - MONTHS
    begin = date.fromisoformat(str(profile.first_month))
    number = begin.year * 12 + begin.month - 1 - earlier
    arrivals = {"travel_arrivals_edges": _arrivals(profile, months, earlier)} if profile.travels else {}
    return (
        profile.parameters()
        | arrivals
        | {
            "subscribers": subscribers,
            "seed": seed_key(seed),
            "months": months,
            "first_month": f"{number // 12:04}-{number % 12 + 1:02}-01",
            "need_season_from": -earlier % 12,
        }
    )


def _arrivals(profile: Market, months: int, earlier: int) -> list[float]:
    """Return up to which share of all arrivals each month but the last holds, months of a longer history with their seasons."""
    by_month = cast("list[float]", profile.figures["travel_arrivals"].value)
    shares = [by_month[(nth - earlier) % MONTHS] for nth in range(months)]
    return [reached / sum(shares) for reached in accumulate(shares)][:-1]


def _manifest(profile: Market, subscribers: int, seed: int) -> Manifest:
    return Manifest(
        name=f"{profile.name}-{profile.operator}-{subscribers}",
        currency=profile.currency,
        source="synthetic",
        seed=seed,
        market=profile.name,
        operator=profile.operator,
    )


def _make_tables(connection: duckdb.DuckDBPyConnection, profile: Market, values: Mapping[str, object]) -> None:
    """Create the empty tables that the chunks append to, and the plans."""
    for table in TABLES:
        columns = ", ".join(f"{column.name} {column.sql_type}" for column in table.columns)
        connection.execute(f"create table {table.name} ({columns})")
    storage.run(connection, "graph_ties")
    _make_plan_grid(connection, profile)
    storage.run(connection, "synth_out_plans", values)


def add_chunk(
    connection: duckdb.DuckDBPyConnection,
    values: Mapping[str, object],
    progress: Progress,
    tables: frozenset[str] = frozenset(),
    *,
    travels: bool = False,
) -> None:
    """Append the ids [first, last) to the tables of the schema and those of `tables`, and their ties to `ties`."""
    first, last, whole = (int(str(values[name])) for name in ("first", "last", "subscribers"))
    stages = _travel_stages() if travels else _stages(tables)
    for done, stage in enumerate(stages):
        progress(stage, (1 - _WRITE_SHARE) * (first + (last - first) * done / len(stages)) / whole)
        storage.run(connection, stage, values)


def _stages(tables: frozenset[str]) -> tuple[str, ...]:
    if not tables:
        return _CHUNK_STAGES
    leaving, usage, *written = planting.stages(tables)
    first, after = _CHUNK_STAGES.index("synth_usage"), _CHUNK_STAGES.index("synth_contacts")
    return (*_CHUNK_STAGES[:first], leaving, "synth_usage", usage, *written, *_CHUNK_STAGES[after:])


def _travel_stages() -> tuple[str, ...]:
    return tuple(each for stage in _CHUNK_STAGES for each in (stage, *_TRAVEL.get(stage, ())))


def _known_tables(history: Sequence[str]) -> frozenset[str]:
    for name in history:
        if name not in (*NAMES, ALL):
            raise InputError.one(
                "unknown-history", name=name, known=", ".join((*NAMES, ALL)), nearest=nearest(name, (*NAMES, ALL))
            )
    return tables_of(history)


def _make_plan_grid(connection: duckdb.DuckDBPyConnection, market: Market) -> None:
    """Lay out each SIM kind's plans by size: a wanted volume in [from_gb, upto_gb) buys that plan."""
    storage.run(connection, "synth_plan_grid")
    lower: dict[str, float] = {}
    for plan in market.plans:
        last = [p for p in market.plans if p.sim_type == plan.sim_type][-1] is plan
        upto = float("inf") if last or plan.allowance_gb is None else plan.allowance_gb
        allowance_kb = None if plan.allowance_gb is None else round(plan.allowance_gb * KB_PER_GB)
        row = [
            plan.plan_id,
            plan.name,
            plan.sim_type,
            plan.monthly_fee,
            plan.allowance_gb,
            plan.pack_gb,
            plan.pack_price,
        ]
        row += [plan.validity_days, lower.get(plan.sim_type, 0.0), upto, allowance_kb, round(plan.pack_gb * KB_PER_GB)]
        connection.execute("insert into plan_grid values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        lower[plan.sim_type] = upto
