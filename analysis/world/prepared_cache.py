"""A prepared world kept in the population's own folder, by content and seed, and read back as memory maps.

It stays inside the folder because it holds a row per subscriber: nothing about anyone leaves the base. None of it is believed
unseen: every file has a digest, and what does not fit is thrown away and made anew from the tables. Who can write the folder can
write the digests as well; therefore a proof does not read it at all.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import fields, replace
from typing import TYPE_CHECKING, TypedDict, TypeVar

import numpy as np

from analysis.kernels.inputs import Rows
from analysis.kernels.pairs import Pairs
from analysis.parallel import spread
from analysis.version import VERSION, model_digest
from analysis.world.array_types import ARRAYS, check_arrays, check_levels
from analysis.world.kept_files import (
    FOLDER,
    Draft,
    array_in,
    digest_of,
    digests_of,
    keep_newest,
    map_digest,
    map_of,
    remove,
    touch,
    write_array,
)
from analysis.world.prepared_base import Whole
from analysis.world.world import Dimension, World
from data.checks.months import Calendar

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from data.population.folder import Population
    from data.population.manifest import Manifest

MOST_WORLDS = 4  # kept of one base: one a seed, and those of tables and programs that are gone
Kind = TypeVar("Kind", bound=np.generic)
Arrays = dict[str, "NDArray[np.generic]"]
FACTS_FILE, _ROWS, _PAIRS, _DIMENSION, _WHOLE = "facts.json", "rows-", "pairs-", "dimension-", "whole-"
_PLAIN = tuple(name for name in ARRAYS if not name.startswith((_ROWS, _PAIRS, _WHOLE)))
# What a file that is not what it should be can raise on its way through json and numpy.
DAMAGE = (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, EOFError, RecursionError, OverflowError)


def place_of(population: Population, seed: int, threads: int | None = None) -> Path:
    """Name a kept world by all it is made from: every byte of the tables, the manifest, the seed and the model.

    Sizes and times would not do: a disk that forgets a bit changes neither. Raises OSError where a table cannot be read.
    """
    tables = digests_of((population.files[name] for name in sorted(population.files)), threads)
    what = (tables, population.manifest, seed, VERSION, model_digest())
    return population.path / FOLDER / digest_of(repr(what).encode())[:32]


def save_world(place: Path, world: World, threads: int | None = None) -> None:
    """Keep a world at a place: see `put_world`."""
    with Draft(place) as draft:
        put_world(draft, world, threads)


def put_world(draft: Draft, world: World, threads: int | None = None) -> None:
    """Keep a world that is drafted; where the folder cannot be written the work is simply done again next time."""
    with suppress(OSError):
        folder = draft.folder()
        write_world(folder, world, threads, draft.written())
        kept = draft.put()
        keep_newest((path for path in kept.parent.iterdir() if path.is_dir() and not path.name.startswith(".")), MOST_WORLDS)


def write_world(folder: Path, world: World, threads: int | None = None, written: Container[str] = ()) -> None:
    """Write a world into a folder that exists, but for the arrays that are `written` already. Raises OSError."""
    left = {name: array for name, array in arrays_of(world).items() if name not in written}
    largest_first = sorted(left.items(), key=lambda each: -each[1].nbytes)
    spread(lambda each: write_array(folder, *each), largest_first, threads)
    facts = {
        "fingerprint": world.manifest.fingerprint,
        "months": world.months,
        "plans": world.plans,
        "plan_names": world.plan_names,
        "measured": world.measured,
        "accounts_guessed": world.accounts_guessed,
        "judged": world.judged,
        "other_allowance": world.other_allowance,
        "calendar": world.calendar.rows,
        "whole": told_whole(world.whole),
        "pack_price_per_gb": world.pack_price_per_gb,
        "by_lot": world.by_lot,
        "dimensions": {dimension.name: dimension.levels for dimension in world.dimensions},
        "files": digests_of(sorted(folder.iterdir()), threads),
    }
    text = json.dumps(facts)
    (folder / FACTS_FILE).write_text(f"{digest_of(text.encode())}\n{text}", encoding="utf-8")


def load_world(place: Path, population: Population, seed: int, threads: int | None = None) -> World | None:
    """Return the world kept at `place`; None when there is none, or none that is whole: that one is thrown away."""
    if not place.is_dir():
        return None
    try:
        world = read_world(place, population.manifest, seed, threads)
    except DAMAGE:
        remove(place)
        return None
    touch(place)
    return world


def arrays_of(world: World) -> Mapping[str, NDArray[np.generic]]:
    """Return every array of a world by the name under which it is kept."""
    arrays = arrays_of_rows(world.rows)
    arrays |= {f"{_PAIRS}{name}": array for name, array in world.pairs._asdict().items()}
    arrays |= {f"{_DIMENSION}{dimension.name}": dimension.code for dimension in world.dimensions}
    arrays |= {f"{_WHOLE}strengths": world.whole.strengths, f"{_WHOLE}ties_of": world.whole.ties_of}
    return arrays | {name: getattr(world, name) for name in _PLAIN}


def arrays_of_rows(rows: Rows) -> Arrays:
    """Return the arrays of rows by the names under which they are kept."""
    return {f"{_ROWS}{name}": array for name, array in rows._asdict().items()}


def told_whole(whole: Whole) -> dict[str, object]:
    """Return the constants that are no arrays, by name."""
    arrays = {"strengths", "ties_of", "handed"}
    return {field.name: getattr(whole, field.name) for field in fields(Whole) if field.name not in arrays}


class ToldWhole(TypedDict):
    """The constants that are no arrays."""

    subscribers: int
    pairs: int
    month_totals: list[list[int]]
    span: int
    hazard_span: int
    absent: int
    runs_out: bool
    plans_beyond_use: int
    highest_kb: int
    trips: int
    plan_allowances: list[int]
    shortage_kb: int


def whole_from(told: ToldWhole, strengths: NDArray[np.float32], ties_of: NDArray[np.int64]) -> Whole:
    """Return the constants as they were kept."""
    return Whole(
        subscribers=told["subscribers"],
        strengths=strengths,
        ties_of=ties_of,
        pairs=told["pairs"],
        month_totals=tuple(map(tuple, told["month_totals"])),
        span=told["span"],
        hazard_span=told["hazard_span"],
        absent=told["absent"],
        runs_out=told["runs_out"],
        plans_beyond_use=told["plans_beyond_use"],
        highest_kb=told["highest_kb"],
        trips=told["trips"],
        plan_allowances=tuple(told["plan_allowances"]),
        shortage_kb=told["shortage_kb"],
    )


class _Facts(TypedDict):
    fingerprint: str
    months: list[str]
    plans: list[str]
    plan_names: dict[str, str]
    measured: dict[str, float]
    accounts_guessed: bool
    judged: dict[str, str]
    other_allowance: float
    calendar: list[tuple[str, int, float]]
    dimensions: dict[str, list[str]]
    whole: ToldWhole
    pack_price_per_gb: float
    by_lot: bool
    files: dict[str, str]


def _facts(place: Path) -> _Facts:
    """Return what is kept beside the arrays; ValueError unless it fits its digest."""
    told, _, text = (place / FACTS_FILE).read_text(encoding="utf-8").partition("\n")
    if digest_of(text.encode()) != told:
        raise ValueError(FACTS_FILE)
    facts: _Facts = json.loads(text)
    return facts


def is_whole(place: Path, threads: int | None = None) -> bool:
    """Say whether every file of a kept world is the one that was written."""
    try:
        facts = _facts(place)
        return digests_of((place / name for name in sorted(facts["files"])), threads) == facts["files"]
    except DAMAGE:
        return False


def read_world(place: Path, manifest: Manifest, seed: int, threads: int | None, *, known: bool = False) -> World:
    """Return the world kept in a folder under what its base says of itself; one of DAMAGE where it is not whole.

    Files whose digests are `known` to be right are not read whole again.
    """
    facts = _facts(place)
    names = [*ARRAYS, *(f"{_DIMENSION}{name}" for name in facts["dimensions"])]
    maps = {file: map_of(file) for file in (place / f"{name}.npy" for name in names)}
    if not known:
        told = spread(lambda each: map_digest(*each), maps.items(), threads)
        if dict(zip((file.name for file in maps), told, strict=True)) != facts["files"]:
            for held in maps.values():
                held.close()  # some systems remove no file that is mapped
            raise ValueError("files")
    found: Arrays = dict(zip(names, map(array_in, maps.values()), strict=True))
    check_arrays(found, len(facts["months"]), len(facts["plans"]))

    def array(name: str, kind: type[Kind]) -> NDArray[Kind]:
        return np.asarray(found[name], kind)

    group = array("group", np.int16)
    dimensions = [
        Dimension(name, tuple(levels), array(f"{_DIMENSION}{name}", np.int16)) for name, levels in facts["dimensions"].items()
    ]
    for dimension in dimensions:
        check_levels(dimension.name, dimension.code, len(dimension.levels), group.size)
    return World(
        manifest=replace(manifest, fingerprint=facts["fingerprint"]),
        stamped=manifest.fingerprint,
        seed=seed,
        months=tuple(facts["months"]),
        plans=tuple(facts["plans"]),
        plan_names=facts["plan_names"],
        rows=Rows._make(found[f"{_ROWS}{name}"] for name in Rows._fields),
        pairs=Pairs._make(found[f"{_PAIRS}{name}"] for name in Pairs._fields),
        tie_strength=array("tie_strength", np.float32),
        whole=whole_from(facts["whole"], array("whole-strengths", np.float32), array("whole-ties_of", np.int64)),
        tenure=array("tenure", np.int32),
        first_month=array("first_month", np.int8),
        last_month=array("last_month", np.int8),
        launch_hazard=array("launch_hazard", np.float64),
        contact_hazard=array("contact_hazard", np.float64),
        churn_shape=array("churn_shape", np.float64),
        group=group,
        lot=array("lot", np.uint64),
        dimensions=tuple(dimensions),
        person_sums=array("person_sums", np.int64),
        month_sums=array("month_sums", np.int64),
        short_sizes=array("short_sizes", np.float64),
        measured=facts["measured"],
        account=array("account", np.int32),
        accounts_guessed=facts["accounts_guessed"],
        judged=facts["judged"],
        other_allowance=facts["other_allowance"],
        pack_price_per_gb=facts["pack_price_per_gb"],
        by_lot=facts["by_lot"],
        calendar=Calendar.of(facts["calendar"]),
    )
