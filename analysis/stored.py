"""A prepared world kept in the population's own folder, by content and seed, and read back as memory maps.

It stays inside the folder because it holds a row per subscriber: nothing about anyone leaves the base.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from analysis.kernels.inputs import Rows
from analysis.kernels.pairs import Pairs
from analysis.world import Dimension, World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from data.population import Population

FOLDER = ".prepared"
Kind = TypeVar("Kind", bound=np.generic)
LAYOUT = 7  # raise when the arrays, or how they are made, change
_PLAIN = (
    "tie_strength", "tenure", "first_month", "last_month", "launch_hazard", "contact_hazard", "churn_shape", "group",
    "person_sums", "month_sums", "short_sizes",
)  # fmt: skip


def _place(population: Population, seed: int) -> Path:
    """Name a kept world by what its files are now: a manifest may be older than the tables beside it."""
    signs = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for _, file in sorted(population.files.items())]
    digest = hashlib.sha256(repr((signs, population.manifest, seed, LAYOUT)).encode()).hexdigest()
    return population.path / FOLDER / digest[:32]


def save_world(population: Population, world: World) -> None:
    """Keep a world; where the folder cannot be written the work is simply done again next time."""
    place = _place(population, world.seed)
    with suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        scratch = Path(tempfile.mkdtemp(dir=place.parent))
        try:
            arrays = {f"rows-{name}": array for name, array in world.rows._asdict().items()}
            arrays |= {f"pairs-{name}": array for name, array in world.pairs._asdict().items()}
            arrays |= {f"dimension-{dimension.name}": dimension.code for dimension in world.dimensions}
            arrays |= {name: getattr(world, name) for name in _PLAIN}
            for name, array in arrays.items():
                np.save(scratch / f"{name}.npy", array)
            facts = {
                "fingerprint": world.manifest.fingerprint,
                "months": world.months,
                "plans": world.plans,
                "measured": world.measured,
                "dimensions": {dimension.name: dimension.levels for dimension in world.dimensions},
            }
            (scratch / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
            scratch.rename(place)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def load_world(population: Population, seed: int) -> World | None:
    """Return the kept world of a population and seed, or None when there is none that can be read."""
    place = _place(population, seed)
    try:
        facts = json.loads((place / "facts.json").read_text(encoding="utf-8"))

        def array(name: str, kind: type[Kind]) -> NDArray[Kind]:
            return np.asarray(np.load(place / f"{name}.npy", mmap_mode="r"), kind)

        strength = array("tie_strength", np.float32)
        return World(
            manifest=replace(population.manifest, fingerprint=facts["fingerprint"]),
            seed=seed,
            months=tuple(facts["months"]),
            plans=tuple(facts["plans"]),
            rows=Rows._make(np.asarray(np.load(place / f"rows-{name}.npy", mmap_mode="r")) for name in Rows._fields),
            pairs=Pairs._make(np.asarray(np.load(place / f"pairs-{name}.npy", mmap_mode="r")) for name in Pairs._fields),
            tie_strength=strength,
            mean_strength_over=strength,
            tenure=array("tenure", np.int32),
            first_month=array("first_month", np.int8),
            last_month=array("last_month", np.int8),
            launch_hazard=array("launch_hazard", np.float64),
            contact_hazard=array("contact_hazard", np.float64),
            churn_shape=array("churn_shape", np.float64),
            group=array("group", np.int16),
            dimensions=tuple(
                Dimension(name, tuple(levels), array(f"dimension-{name}", np.int16))
                for name, levels in facts["dimensions"].items()
            ),
            person_sums=array("person_sums", np.int64),
            month_sums=array("month_sums", np.int64),
            short_sizes=array("short_sizes", np.float64),
            measured=facts["measured"],
        )
    except (OSError, ValueError, KeyError):
        return None
