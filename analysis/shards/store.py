"""A store: the worlds of a base's shards and a few samples in a folder, answered one shard at a time."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeAlias, TypedDict

import numpy as np

from analysis.mechanisms.common.reach import latest_rings
from analysis.shards.framing import framed
from analysis.version import VERSION, model_digest
from analysis.world.kept_files import READING, digest_of
from analysis.world.prepared_cache import DAMAGE, FACTS_FILE, ToldWhole, read_world, told_whole, whole_from
from analysis.world.small_groups import Cells
from analysis.world.subsample import in_frame
from analysis.world.world import SampledBase
from data.checks.months import Calendar
from data.database.storage import MARK, STORE_MARK
from data.environment import machine_bytes
from data.errors import InputError
from data.files.open_files import allow_open_files
from data.population.manifest import Manifest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from analysis.dealing.engine import Engine
    from analysis.world.prepared_base import Levels, Whole
    from analysis.world.world import World

FILE = STORE_MARK
STRENGTHS, COMMUNITIES, FRAMED = "strengths.npz", "communities.npy", "frame"
Stamp = tuple[str, int, int]
MOST_OPEN = 32  # shards and samples that stay mapped, with what questions have worked out of them
FILES_OPEN = 4096  # those have about 40 files each, and beside them a server has its own
MOST_OF_MEMORY = 0.25  # that maps of a store may take: others need the rest, and what is worked out of a store comes to it
_found_whole: set[Stamp] = set()  # shards whose digests this process has seen to be right


@dataclass(frozen=True)
class Held:
    """What guests cost: subscriber-months of all shards, own and of guests; `largest` is the largest share of guests in one.

    Where guests are many, `limited` are limits of giving, each with the factor that it would leave, by one month.
    """

    rows: int
    guest_rows: int
    largest: float
    limited: Sequence[tuple[float, float]] = ()

    @property
    def factor(self) -> float:
        """Return how many rows are held for each that is a shard's own."""
        return (self.rows + self.guest_rows) / max(1, self.rows)


@dataclass(frozen=True, kw_only=True)
class Store(SampledBase):
    """A base in shards. `samples` are kept by the most subscribers each was drawn for, the smallest first.

    `communities` is the digest of what communities the frame of pilots consists of (see `framed`). `digest` is that of what the
    store says of itself, the constants of the base included, empty until it is written. The `engine` works on its shards; without
    one threads of this process do. It `stands_for` the base that was named, where that is too large to be asked whole.
    """

    path: Path
    shards: tuple[str, ...]
    samples: tuple[int, ...]
    told_levels: Levels
    told_cells: Cells
    held: Held
    communities: str
    digest: str = ""
    engine: Engine | None = None
    stands_for: Path | None = None

    @property
    def subscribers(self) -> int:
        """Return how many subscribers the base has."""
        return self.whole.subscribers

    @property
    def levels(self) -> Levels:
        """Return the ways to cut the base, each with its levels."""
        return self.told_levels

    @property
    def cells(self) -> Cells:
        """Return the levels of all dimensions in one row, with what of them the base alone has hidden."""
        return self.told_cells

    @cached_property
    def latest_rings(self) -> NDArray[np.float64]:
        """Return the time within which clocks may ring for its guests to be all it takes: [strength, receiver bought]."""
        return latest_rings(self.whole, self.measured, self.giving_up_to)

    @cached_property
    def is_large(self) -> bool:
        """Say whether its shards take so much of this machine's memory that they had better not all stay there."""
        files = (file for name in self.shards for file in (self.path / name).iterdir())
        return sum(file.stat().st_size for file in files) > machine_bytes() * MOST_OF_MEMORY

    def sampled(self, most: int) -> World:
        """Return the kept sample that was drawn for `most` subscribers, or the next larger one."""
        size = next((size for size in self.samples if size >= most), self.samples[-1])
        return self.world(f"sample-{size}")

    def framed(self, most: int) -> tuple[World, NDArray[np.int32]]:
        """Return the world of a frame of pilots of up to `most` subscribers, and the community of each, numbered as by names.

        None is larger than MOST_FRAME, or the base. InputError where its files are not as they were written.
        """
        largest, file = self.world(FRAMED), self.path / COMMUNITIES
        try:
            if digest_of(content := file.read_bytes()) != self.communities:
                raise InputError.one("store-damaged", path=str(file))
            community = np.asarray(np.load(io.BytesIO(content), allow_pickle=False), np.int32)
        except DAMAGE as error:
            raise InputError.one("store-damaged", path=str(file)) from error
        return framed(largest, most), community[in_frame(largest.group, largest.lot, most)]

    def world(self, name: str) -> World:
        """Return the world of a shard, a sample or the frame of pilots; InputError where its files are not as written."""
        place = self.path / name
        try:
            seen = (place / FACTS_FILE).stat()
            stamp = (str(place.absolute()), seen.st_mtime_ns, seen.st_size)
            whole = self.whole if name in {*self.shards, FRAMED} else None
            return _world(place, stamp, replace(self.manifest, fingerprint=self.stamped), self.seed, whole)
        except DAMAGE as error:
            raise InputError.one("store-damaged", path=str(place)) from error


@lru_cache(maxsize=MOST_OPEN)
def _world(place: Path, stamp: Stamp, manifest: Manifest, seed: int, whole: Whole | None) -> World:
    """Open a world; its files are read through the first time, and mapped after that.

    Shards share the constants of the `whole`, so that what is worked out from them is worked out once.
    """
    world = read_world(place, manifest, seed, 1, known=stamp in _found_whole)
    _found_whole.add(stamp)
    return world if whole is None else replace(world, whole=whole)


AnyBase: TypeAlias = "World | Store"


class ToldManifest(TypedDict):
    """What a manifest says, as JSON has it."""

    name: str
    currency: str
    source: str
    seed: int | None
    schema_version: int
    fingerprint: str
    synthesised: list[str]
    market: str
    operator: str


class _ToldHeld(TypedDict):
    rows: int
    guest_rows: int
    largest: float
    limited: list[tuple[float, float]]


class _Told(TypedDict):
    version: str
    model: str
    manifest: ToldManifest
    stamped: str
    seed: int
    months: list[str]
    plans: list[str]
    plan_names: dict[str, str]
    calendar: list[tuple[str, int, float]]
    measured: dict[str, float]
    judged: dict[str, str]
    other_allowance: float
    accounts_guessed: bool
    pack_price_per_gb: float
    giving_up_to: float
    whole: ToldWhole
    shards: list[str]
    samples: list[int]
    levels: list[tuple[str, list[str]]]
    sizes: list[int]
    met: list[list[int]]
    held: _ToldHeld
    communities: str


def is_store(path: Path) -> bool:
    """Say whether a folder holds shards of a base."""
    return (path / FILE).is_file()


def write_store(folder: Path, store: Store) -> None:
    """Write what a store says of itself; its shards and samples lie there already."""
    told = {
        "version": VERSION,
        "model": model_digest(),
        "manifest": asdict(store.manifest),
        "stamped": store.stamped,
        "seed": store.seed,
        "months": store.months,
        "plans": store.plans,
        "plan_names": store.plan_names,
        "calendar": store.calendar.rows,
        "measured": store.measured,
        "judged": store.judged,
        "other_allowance": store.other_allowance,
        "accounts_guessed": store.accounts_guessed,
        "pack_price_per_gb": store.pack_price_per_gb,
        "giving_up_to": store.giving_up_to,
        "whole": told_whole(store.whole),
        "shards": store.shards,
        "samples": store.samples,
        "levels": store.told_levels,
        "sizes": store.told_cells.sizes.tolist(),
        "met": [pairs.tolist() for pairs in store.told_cells.met],
        "held": asdict(store.held),
        "communities": store.communities,
    }
    np.savez(folder / STRENGTHS, strengths=store.whole.strengths, ties_of=store.whole.ties_of)
    text, manifest = (
        json.dumps(each, indent=indent, ensure_ascii=False) for each, indent in ((told, None), (told["manifest"], 2))
    )
    (folder / MARK).write_text(manifest + "\n", encoding="utf-8")  # by it a folder is known as a base
    (folder / FILE).write_text(f"{digest_of(text.encode())}\n{text}", encoding="utf-8")


def open_store(path: Path) -> Store:
    """Open the store at `path`; InputError where it is damaged or was built by another model."""
    allow_open_files(FILES_OPEN)
    try:
        digest, _, text = (path / FILE).read_text(encoding="utf-8").partition("\n")
        if digest != digest_of(text.encode()):
            raise InputError.one("store-damaged", path=str(path / FILE))
        told: _Told = json.loads(text)
        if told["model"] != model_digest():
            raise InputError.one("store-other-model", path=str(path), version=told["version"])
        with READING, np.load(path / STRENGTHS, allow_pickle=False) as arrays:
            whole = whole_from(told["whole"], np.asarray(arrays["strengths"]), np.asarray(arrays["ties_of"]))
        return replace(_store(path, told, whole), digest=digest)
    except DAMAGE as error:
        raise InputError.one("store-damaged", path=str(path / FILE)) from error


def manifest_in(told: ToldManifest) -> Manifest:
    """Return the manifest that was told."""
    return Manifest(
        name=told["name"],
        currency=told["currency"],
        source=told["source"],
        seed=told["seed"],
        schema_version=told["schema_version"],
        fingerprint=told["fingerprint"],
        synthesised=tuple(told["synthesised"]),
        market=told["market"],
        operator=told["operator"],
    )


def _store(path: Path, told: _Told, whole: Whole) -> Store:
    levels = tuple((name, tuple(each)) for name, each in told["levels"])
    met = tuple(np.array(pairs, np.int64) for pairs in told["met"])
    return Store(
        manifest=manifest_in(told["manifest"]),
        stamped=told["stamped"],
        seed=told["seed"],
        months=tuple(told["months"]),
        plans=tuple(told["plans"]),
        plan_names=told["plan_names"],
        calendar=Calendar.of(told["calendar"]),
        measured=told["measured"],
        judged=told["judged"],
        other_allowance=told["other_allowance"],
        accounts_guessed=told["accounts_guessed"],
        pack_price_per_gb=told["pack_price_per_gb"],
        giving_up_to=told["giving_up_to"],
        whole=whole,
        path=path,
        shards=tuple(told["shards"]),
        samples=tuple(told["samples"]),
        told_levels=levels,
        told_cells=Cells(tuple(len(each) for _, each in levels), np.array(told["sizes"], np.int64), met),
        held=Held(**told["held"]),
        communities=told["communities"],
    )
