"""From a population folder to a World: DuckDB joins and sums, compiled code finds the pairs, a cache keeps both."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from analysis.kernels.inputs import FACTS, Rows
from analysis.kernels.pairs import Pairs, find_pairs, row_lookup, row_signs
from analysis.kernels.sums import GROUPS
from analysis.world.accounts import NO_ACCOUNT, guessed_accounts
from analysis.world.bounds import check_amounts, check_money
from analysis.world.churn_fit import fitted_shape
from analysis.world.constants import whole_of
from analysis.world.prepared_base import NOTHING
from analysis.world.prepared_cache import load_world, place_of, save_world
from analysis.world.world import DEFAULT_SEED, MEASURES, SEED, UNKNOWN_HAZARD, Dimension, World, sealed, short_sizes
from data.checks.months import calendar_of
from data.database import storage
from data.errors import ParameterError
from data.importing.run_out import find_run_out
from data.population.fingerprint import fingerprint
from data.population.folder import attach, open_population
from data.progress import Progress, silent
from data.schema import CONTACTS, SIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb
    from numpy.typing import NDArray

    from data.population.folder import Population

SQL_DIR = Path(__file__).parent / "sql"
Kind = TypeVar("Kind", bound=np.generic)
Columns = dict[str, "NDArray[np.generic]"]
Ends = tuple["NDArray[np.int32]", "NDArray[np.int32]"]


def prepare(path: Path, seed: int = DEFAULT_SEED, threads: int | None = None, progress: Progress = silent) -> World:
    """Open the population at `path` and make it ready for replay with the draws of `seed`.

    What was prepared before is read back from the population's own folder. Raises InputError when it is not a population, or one
    whose money does not fit, and ParameterError for a seed out of range.
    """
    _check_seed(seed)
    population = open_population(path)
    place = _kept_at(population, seed, threads)
    world = load_world(place, population, seed, threads) if place else None
    if world is None:
        world = build(population, seed, threads, progress)
        # Tables that were replaced meanwhile are not those that were read.
        if place and _kept_at(population, seed, threads) == place:
            save_world(place, world, threads)
    progress("done", 1.0)
    return _priced(world)


def prepare_from_tables(path: Path, seed: int = DEFAULT_SEED, threads: int | None = None, progress: Progress = silent) -> World:
    """Do as `prepare` does, but neither read nor write what is kept: an answer that has to be proved rests on tables alone."""
    _check_seed(seed)
    world = build(open_population(path), seed, threads, progress)
    progress("done", 1.0)
    return _priced(world)


def _check_seed(seed: int) -> None:
    wrong = SEED.check(seed)
    if wrong is not None:
        raise ParameterError([wrong])


def _priced(world: World) -> World:
    """Return the world with the price that shares are of, once its amounts are known to fit."""
    check_amounts(world)
    return replace(world, pack_price_per_gb=_pack_price_per_gb(world.rows))


def _kept_at(population: Population, seed: int, threads: int | None) -> Path | None:
    """Return where the world of these tables is kept; None where they cannot be read: who loads them says why."""
    try:
        return place_of(population, seed, threads)
    except OSError:
        return None


def build(population: Population, seed: int, threads: int | None, progress: Progress) -> World:
    """Return the world of a population, made from its tables and kept nowhere; InputError for money too large to sum."""
    with storage.connect(threads) as connection:
        progress("load", 0.0)
        attach(connection, population)
        progress("prepare", 0.2)
        # Taken from the tables, not believed from the manifest: a result must name what it was computed from.
        manifest = replace(population.manifest, fingerprint=fingerprint(connection))
        seen = find_run_out(connection)
        calendar = calendar_of(connection)
        values: dict[str, object] = {
            "unknown_hazard": UNKNOWN_HAZARD,
            "groups": GROUPS,
            "below": seen.below_kb,
            "above": seen.above_kb,
            "months": list(calendar.replayed),
        }
        for name in ("plan_index", "people", "months", "rows", "hazards", "row_measures"):
            storage.run(connection, name, values, SQL_DIR)
        check_money(float(_fetch(connection, "largest_money")["most"][0] or 0), manifest.currency)
        rows, people = _rows(connection)
        months = tuple(str(month) for (month,) in connection.execute("select month from replay_months order by nth").fetchall())
        progress("pairs", 0.6)
        pairs, strength, ends = _pairs(connection, rows, len(months), seed)
        account, guessed = _accounts(people, ends, strength, rows)
        progress("segments", 0.8)
        person_sums = _stack(_fetch(connection, "person_sums"))
        first, last = _presence(rows)
        launch_hazard = _launch_hazard(rows)
        world = World(
            manifest=manifest,
            stamped=population.manifest.fingerprint,
            seed=seed,
            months=months,
            plans=tuple(str(plan) for (plan,) in connection.execute("select plan_id from plan_index order by plan").fetchall()),
            rows=rows,
            pairs=pairs,
            tie_strength=strength,
            whole=NOTHING,
            tenure=sealed(_array(people, "tenure", np.int32) - last),
            first_month=first,
            last_month=last,
            launch_hazard=launch_hazard,
            contact_hazard=_contact_hazard(ends, launch_hazard),
            churn_shape=_churn_shape(_fetch(connection, "tenure_counts")),
            group=_array(people, "grp", np.int16),
            lot=_array(people, "lot", np.uint64),
            dimensions=_dimensions(connection),
            person_sums=person_sums,
            month_sums=_month_sums(connection, len(months)),
            short_sizes=short_sizes(rows),
            measured=_measured(connection, person_sums),
            calendar=calendar,
            account=account,
            accounts_guessed=guessed,
        )
        return replace(world, whole=whole_of(world))


def _fetch(connection: duckdb.DuckDBPyConnection, name: str) -> Columns:
    """Run a query file and return its columns as arrays."""
    return storage.run(connection, name, folder=SQL_DIR).fetchnumpy()


def _array(found: Mapping[str, NDArray[np.generic]], name: str, kind: type[Kind]) -> NDArray[Kind]:
    """Return a fetched column as an array of `kind`."""
    return sealed(np.ascontiguousarray(found[name], kind))


def _stack(found: Columns) -> NDArray[np.int64]:
    """Return the measures of a query side by side: [row, measure]."""
    return sealed(np.ascontiguousarray(np.stack([_array(found, name, np.int64) for name in MEASURES], axis=1)))


def _rows(connection: duckdb.DuckDBPyConnection) -> tuple[Rows, Columns]:
    """Fetch what the kernels read, and the columns of the subscribers beside it."""
    plans = connection.execute("select fee, pack_price, pack_kb, sim_type from plan_index order by plan").fetchnumpy()
    people = _fetch(connection, "people_arrays")
    found = _fetch(connection, "row_arrays")
    facts = np.empty(len(found["sub"]), FACTS)
    for name, column in zip(FACTS.names or (), ("need_kb", "balance_kb", "hazard", "sub", "packs"), strict=True):
        facts[name] = found[column]
    rows = Rows(
        facts=sealed(facts),
        month=_array(found, "nth", np.int8),
        leaving=_array(found, "leaving", np.int8),
        key=_array(people, "key", np.uint64),
        plan=_array(people, "plan", np.int16),
        region=_array(people, "region", np.int16),
        pack=_array(plans, "pack_kb", np.int64),
        price=_array(plans, "pack_price", np.int64),
        fee=_array(plans, "fee", np.int64),
        sim=sealed(np.array([SIM_TYPES.index(str(sim)) for sim in plans["sim_type"]], np.int8)),
    )
    return rows, people


def _pairs(connection: duckdb.DuckDBPyConnection, rows: Rows, months: int, seed: int) -> tuple[Pairs, NDArray[np.float32], Ends]:
    """Find the pairs of the base's ties, with the strength and both ends of each tie; a base without contacts has none."""
    connection.execute(CONTACTS.if_missing)
    ties = _fetch(connection, "tie_arrays")
    sub, packs = (sealed(np.ascontiguousarray(column, np.int32)) for column in (rows.sub, rows.packs))
    need, balance = (sealed(np.ascontiguousarray(column, np.int64)) for column in (rows.need, rows.balance))
    lookup = row_lookup(sub, rows.month, rows.key.size, months)
    ends = _array(ties, "a", np.int32), _array(ties, "b", np.int32)
    pairs = find_pairs(*ends, lookup, row_signs(need, balance), packs, rows.key, np.uint64(seed))
    return Pairs._make(sealed(array) for array in pairs), _array(ties, "strength", np.float32), ends


def _accounts(people: Columns, ends: Ends, strength: NDArray[np.float32], rows: Rows) -> tuple[NDArray[np.int32], bool]:
    """Return each subscriber's account and whether it had to be guessed."""
    told = _array(people, "account", np.int32)
    if (told != NO_ACCOUNT).any():
        return told, False
    return sealed(guessed_accounts(*ends, strength, rows.region)), True


def _dimensions(connection: duckdb.DuckDBPyConnection) -> tuple[Dimension, ...]:
    found = _fetch(connection, "segments")
    dimensions = []
    for name, column in found.items():
        levels, code = np.unique(np.asarray(column, str), return_inverse=True)
        dimensions.append(Dimension(name, tuple(levels.tolist()), sealed(np.ascontiguousarray(code, np.int16))))
    return tuple(dimensions)


def _month_sums(connection: duckdb.DuckDBPyConnection, months: int) -> NDArray[np.int64]:
    found = _fetch(connection, "month_sums")
    sums = np.zeros((months, GROUPS, len(MEASURES)), np.int64)
    sums[_array(found, "nth", np.int64), _array(found, "grp", np.int64)] = _stack(found)
    return sealed(sums)


def _presence(rows: Rows) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Return the first and the last replayed month of each subscriber; last < first where there is none."""
    first, last = np.zeros(rows.key.size, np.int8), np.full(rows.key.size, -1, np.int8)
    last[rows.sub] = rows.month  # rows lie month after month, so the last one written stays
    first[rows.sub[::-1]] = rows.month[::-1]
    return sealed(first), sealed(last)


def _launch_hazard(rows: Rows) -> NDArray[np.float64]:
    """Return each subscriber's probability of leaving in the last month seen: what it brings to the launch."""
    hazard = np.zeros(rows.key.size, np.float64)
    hazard[rows.sub] = rows.hazard
    return sealed(hazard)


def _contact_hazard(ends: Ends, hazard: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the summed monthly probability of leaving of each subscriber's contacts: what a departure could sway."""
    one, other = ends
    total = np.bincount(one, hazard[other], hazard.size) + np.bincount(other, hazard[one], hazard.size)
    return sealed(np.asarray(total, np.float64))


def _churn_shape(found: Columns) -> NDArray[np.float64]:
    """Return the heterogeneity (alpha) of leaving of each SIM kind, in the order of SIM_TYPES; infinite for none."""
    shapes = []
    for sim in SIM_TYPES:
        mine = np.asarray(found["sim_type"], str) == sim
        shapes.append(fitted_shape(*(np.asarray(found[name][mine], np.float64) for name in ("tenure", "at_risk", "gone"))))
    return sealed(np.array(shapes))


def _pack_price_per_gb(rows: Rows) -> float:
    """Return the median over subscribers of what a GB of their plan's pack costs, in currency: one of the prices there are."""
    prices = rows.price / rows.pack  # micro-units over kB are currency over GB
    order = np.argsort(prices, kind="stable")
    reached = np.cumsum(np.bincount(rows.plan, minlength=prices.size)[order])
    return float(prices[order[np.searchsorted(reached, rows.plan.size / 2)]]) if rows.plan.size else 0.0


def _measured(connection: duckdb.DuckDBPyConnection, person_sums: NDArray[np.int64]) -> dict[str, float]:
    """Return the assumptions this base answers by itself: the conversion of short subscriber-months into packs.

    Where the need of most months that ran out is unknown, only those who bought show that they were short: all of them buy, and
    nothing is measured.
    """
    known = _fetch(connection, "need_known")
    if 2 * int(known["unknown"][0]) > int(known["ran_out"][0]):
        return {}
    total = dict(zip(MEASURES, person_sums.sum(axis=0).tolist(), strict=True))
    return {"topup_conversion": round(total["short_buyers"] / total["short"], 4)} if total["short"] else {}
