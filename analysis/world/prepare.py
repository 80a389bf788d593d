"""From a population folder to a World: DuckDB joins and sums, compiled code finds the pairs, a cache keeps both."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from analysis.parallel import beside
from analysis.world.accounts import NO_ACCOUNT, guessed_accounts
from analysis.world.bounds import check_amounts, check_memory
from analysis.world.constants import extremes_of, measured_of, pack_price_per_gb, strengths_of, whole_of
from analysis.world.kept_files import Draft
from analysis.world.months import TOLD, Near, People, months_of, pairs_of, rows_of, told_months
from analysis.world.prepared_base import NOTHING
from analysis.world.prepared_cache import arrays_of_rows, load_world, place_of, put_world
from analysis.world.tables import (
    BANDS,
    COUNTED,
    DECILES,
    PLACED,
    SQL_DIR,
    USE,
    array,
    churn_shape,
    contact_hazard,
    counted_calendar,
    decile_levels,
    decile_places,
    fetch,
    hazards_of,
    heap_beside,
    heap_of,
    launch_hazard,
    mean_use,
    number_people,
    other_allowance,
    people_of,
    plans_of,
    presence,
    stamp_of,
    use_deciles,
    watched_of,
)
from analysis.world.world import DEFAULT_SEED, MEASURES, SEED, Dimension, World, sealed, short_sizes
from data.database import storage
from data.errors import ParameterError
from data.health.health import judged, measures
from data.health.ties import ties_measured
from data.importing.run_out import Heap
from data.population.fingerprint import lines_of
from data.population.folder import attach, open_population
from data.progress import Progress, silent
from data.schema import CONTACTS

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Rows
    from analysis.world.months import Ends, Months
    from analysis.world.tables import Columns, Cut, Plans
    from data.checks.months import Calendar
    from data.importing.run_out import RunOut
    from data.population.folder import Population


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
        with Draft(place) if place else nullcontext() as draft:
            world = build(population, seed, threads, progress, draft)
            # Tables that were replaced meanwhile are not those that were read.
            if draft and _kept_at(population, seed, threads) == place:
                put_world(draft, world, threads)
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
    plans, rows = len(world.plans), world.rows
    return replace(world, pack_price_per_gb=pack_price_per_gb(rows.plan, rows.price[:plans], rows.pack[:plans]))


def _kept_at(population: Population, seed: int, threads: int | None) -> Path | None:
    """Return where the world of these tables is kept; None where they cannot be read: who loads them says why."""
    try:
        return place_of(population, seed, threads)
    except OSError:
        return None


def build(population: Population, seed: int, threads: int | None, progress: Progress, draft: Draft | None = None) -> World:
    """Return the world of a population, made from its tables; InputError for money too large to sum.

    What of it is final is written to a `draft` beside the work; nothing else is kept.
    """
    with storage.connect(threads) as connection, beside(threads) as begin:
        with storage.cursors(connection) as cursor:
            progress("load", 0.0)
            attach(connection, population, only_read=True)
            check_memory(int(fetch(connection, "usage_rows")["months"][0]), population.path)
            progress("prepare", 0.2)
            # Taken from the tables, not believed from the manifest: a result must name what it was computed from.
            lines = begin(partial(lines_of, cursor()))
            number_people(connection)
            for name in COUNTED:
                storage.run(connection, name, folder=SQL_DIR)
            calendar = counted_calendar(connection)
            for name in PLACED:
                storage.run(connection, name, {"months": list(calendar.replayed)}, SQL_DIR)
            stamp = stamp_of(begin, cursor(), lines())
            connection.execute(CONTACTS.if_missing)
            tied = begin(partial(fetch, cursor(), "tie_arrays"))
            (people, cut), plans = people_of(connection), plans_of(connection)
            closeness = begin(lambda: ties_measured(*_ends(tied()), array(tied(), "strength", np.float64), people["key"].size))
            told, seen = _told(connection, calendar, plans)
            near = Near(seen.below_kb, seen.above_kb)
            base = calendar, plans, array(people, "plan", np.int16)
            watched = begin(partial(watched_of, cursor(), base, near, [partial(np.asarray, told)], 1))
            found = _months(told, people, plans, near, (len(calendar.replayed), population.manifest.currency), threads)
            del told
            rows, months = _rows(found, people, plans), calendar.replayed
            progress("pairs", 0.6)
            ends, strength = _ends(tied()), array(tied(), "strength", np.float32)
            pairs = begin(partial(pairs_of, ends, rows, len(months), seed))
            _add_hazards(found, rows)  # of which pairs know nothing
            other, manifest = other_allowance(connection), replace(population.manifest, fingerprint=stamp())
            health = judged(measures(watched(), closeness(), seen), population.manifest)
        connection.close()  # while pairs are found; what is written next takes the memory that this gives back
        if draft:
            draft.begin(begin, arrays_of_rows(rows) | {"person_sums": found.person_sums})
        account, guessed = _accounts(people, ends, strength, rows)
        progress("segments", 0.8)
        first, last = presence(rows)
        leaving, year = launch_hazard(rows), found.person_sums.sum(axis=0).tolist()
        constants = strengths_of(strength), extremes_of(rows)
        world = World(
            stamped=population.manifest.fingerprint,
            seed=seed,
            months=months,
            plans=plans.ids,
            plan_names=plans.names,
            rows=rows,
            tie_strength=strength,
            whole=NOTHING,
            tenure=sealed(array(people, "tenure", np.int32) - last),
            first_month=first,
            last_month=last,
            launch_hazard=leaving,
            contact_hazard=contact_hazard(*ends, leaving, rows.trip[rows.plan]),
            churn_shape=churn_shape(found.tenure),
            group=array(people, "grp", np.int16),
            lot=array(people, "lot", np.uint64),
            dimensions=_dimensions(cut, found.person_sums),
            person_sums=found.person_sums,
            month_sums=found.month_sums,
            short_sizes=short_sizes(rows),
            measured=measured_of(found.ran_out, found.unknown, dict(zip(MEASURES, year, strict=True))),
            calendar=calendar,
            account=account,
            accounts_guessed=guessed,
            other_allowance=other,
            judged=health,
            manifest=manifest,
            pairs=pairs(),  # found meanwhile
        )
        return replace(world, whole=whole_of(world, *constants))


def _told(connection: duckdb.DuckDBPyConnection, calendar: Calendar, plans: Plans) -> tuple[NDArray[np.void], RunOut]:
    """Return what the loaded base says of its replayed subscriber-months, as TOLD, and how any month shows that it ran out."""
    # Room at once for all that there can be: joined from pieces, half a gigabyte of a million subscribers would be copied again.
    room, heap, size = np.empty(sum(month.rows for month in calendar.months), TOLD), Heap(), 0
    for piece in told_months(connection, room):
        heap_of(heap, piece, plans)
        size += piece.size
    return room[:size], heap_beside(heap, connection, calendar)


def _months(
    told: NDArray[np.void], people: Columns, plans: Plans, near: Near, base: tuple[int, str], threads: int | None
) -> Months:
    """Return the subscriber-months of the loaded base: see `months_of`."""
    whose = People(array(people, "tenure", np.int32), plans.sim[array(people, "plan", np.int16)], array(people, "grp", np.int16))
    return months_of(told, told["sub"], whose, plans, near, base, threads=threads)


def _rows(found: Months, people: Columns, plans: Plans) -> Rows:
    """Return what the kernels read, but for the hazards."""
    whose = array(people, "key", np.uint64), array(people, "plan", np.int16), array(people, "region", np.int16)
    facts, month, leaving, tariff = found.arrays
    return rows_of((facts[:], month, leaving, tariff), whose, plans)  # what is sealed is a view


def _add_hazards(found: Months, rows: Rows) -> None:
    """Write the hazards of subscriber-months into the facts of `rows`."""
    hazards, kind = hazards_of(found.hazards), rows.sim[rows.plan].astype(np.int16)
    found.facts["hazard"] = hazards.ravel()[kind[rows.sub] * np.int16(BANDS) + found.band]


def _ends(ties: Columns) -> Ends:
    return array(ties, "a", np.int32), array(ties, "b", np.int32)


def _accounts(people: Columns, ends: Ends, strength: NDArray[np.float32], rows: Rows) -> tuple[NDArray[np.int32], bool]:
    """Return each subscriber's account and whether it had to be guessed."""
    told = array(people, "account", np.int32)
    if (told != NO_ACCOUNT).any():
        return told, False
    return sealed(guessed_accounts(*ends, strength, rows.region)), True


def _dimensions(cut: Cut, person_sums: NDArray[np.int64]) -> tuple[Dimension, ...]:
    use = mean_use(person_sums)
    edges = np.sort(use)[decile_places(use.size)] if use.size else use
    decile = use_deciles(use, edges)
    there = np.bincount(decile, minlength=DECILES + 1) > 0
    code = (np.cumsum(there) - 1).astype(np.int16)[decile]
    found = cut | {USE: (tuple(decile_levels(np.flatnonzero(there)).tolist()), sealed(code))}
    return tuple(Dimension(name, *codes) for name, codes in found.items())
