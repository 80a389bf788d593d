"""Answered draws kept beside the prepared base, by everything that made them, so that the same question costs nothing twice."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from analysis.futures import DEFAULT_DRAWS, FEWEST_DRAWS, MOST_DRAWS, Futures, futures_of
from analysis.parameters import as_dict
from analysis.stored import FOLDER
from analysis.version import model_digest
from data.errors import ParameterError, Problem
from data.storage import silent

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.assumptions import Assumptions
    from analysis.results import Result
    from analysis.rules import Rules
    from analysis.world import World
    from data.storage import Progress

_ARRAYS = ("values", "npv", "cumulative")


def explore(
    world: World,
    path: Path,
    central: Result,
    draws: int = DEFAULT_DRAWS,
    threads: int | None = None,
    progress: Progress = silent,
) -> Futures:
    """Answer `draws` draws of the unknowns around `central`, or read them back from the population at `path`.

    `progress` is told how far it is and may stop the work by raising. Raises ParameterError for a count outside 16 - 10,000.
    """
    if not FEWEST_DRAWS <= draws <= MOST_DRAWS:
        raise ParameterError([Problem("draws-range", {"value": draws, "low": FEWEST_DRAWS, "high": MOST_DRAWS})])
    place = place_of(path, central, draws)
    kept = load_futures(place)
    if kept is not None:
        return kept
    progress("draws", 0.0)
    *_, found = futures_of(world, central, draws, threads=threads, progress=progress)
    save_futures(place, found)
    return found


def place_of(path: Path, central: Result, draws: int) -> Path:
    """Return the file that keeps the draws of a question beside the prepared base."""
    return path / FOLDER / f"futures-{key_of(central, draws)}.npz"


def key_of(central: Result, draws: int) -> str:
    """Name everything the draws of an answered question depend on: base, seed, rules, assumptions, horizon, count, model."""
    base, months = (central.manifest.fingerprint, central.seed), central.projection.horizon_months
    return key_before(base, central.rules, central.assumptions, months, draws)


def key_before(base: tuple[str, int], rules: Rules, assumptions: Assumptions, horizon: int, draws: int) -> str:
    """Name the same of a question not yet answered; `base` is its fingerprint and its seed."""
    what = (*base, as_dict(rules), as_dict(assumptions), horizon, draws, model_digest())
    return hashlib.sha256(repr(what).encode()).hexdigest()[:32]


def save_futures(place: Path, found: Futures) -> None:
    """Keep answered draws, whole or not at all; where the folder cannot be written they are simply drawn again next time."""
    facts = {"asked": found.asked, "seed": found.seed, "changes": list(found.changes)}
    facts |= {"sample": [found.sample_groups, found.sample_subscribers, found.sample_se]}
    arrays = {name: getattr(found, name) for name in _ARRAYS} | {f"change-{name}": row for name, row in found.changes.items()}
    scratch = place.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
    with suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        try:
            with scratch.open("wb") as file:
                np.savez(file, facts=np.array(json.dumps(facts)), **arrays)
            scratch.replace(place)
        finally:
            scratch.unlink(missing_ok=True)


def load_futures(place: Path) -> Futures | None:
    """Return kept draws, or None when there are none that can be read."""
    try:
        with np.load(place, allow_pickle=False) as file:
            facts = json.loads(str(file["facts"]))
            groups, subscribers, error = facts["sample"]
            return Futures(
                asked=facts["asked"],
                seed=facts["seed"],
                changes={name: file[f"change-{name}"] for name in facts["changes"]},
                sample_groups=groups,
                sample_subscribers=subscribers,
                sample_se=error,
                **{name: file[name] for name in _ARRAYS},
            )
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None
