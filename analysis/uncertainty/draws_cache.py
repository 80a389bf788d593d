"""A cache of answered draws beside the prepared base, keyed by everything that made them."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from analysis.results.draws import Futures
from analysis.uncertainty.monte_carlo import DEFAULT_DRAWS, FEWEST_DRAWS, MOST_DRAWS, futures_of
from analysis.world.kept_files import FOLDER, READING, digest_of, keep_newest, remove, touch
from data.database.scratch import Scratch
from data.errors import ParameterError, Problem
from data.progress import silent

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.result import Result
    from analysis.settings.question import Question
    from analysis.shards.store import AnyBase
    from data.progress import Progress

MOST_FUTURES = 50  # kept of one base: about 100 kB each, at 200 draws
_ARRAYS = ("values", "npv", "cumulative")
_SIGN_BYTES = 64
# What a file that only seems whole can raise on its way through zip, numpy and json.
_DAMAGE = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    EOFError,
    NotImplementedError,
    RecursionError,
    zipfile.BadZipFile,
    zlib.error,
)


def explore(
    world: AnyBase,
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
    place = place_of(path, central.question, draws)
    kept = load_futures(place)
    if kept is not None:
        return kept
    progress("draws", 0.0)
    *_, found = futures_of(world, central, draws, threads=threads, progress=progress)
    save_futures(place, found)
    return found


def place_of(path: Path, question: Question, draws: int) -> Path:
    """Return the file that keeps the draws of a question beside the prepared base."""
    return path / FOLDER / f"futures-{question.key('draws', draws)}.npz"


def save_futures(place: Path, found: Futures) -> None:
    """Keep answered draws, whole or not at all; where the folder cannot be written they are simply drawn again next time."""
    facts = {"asked": found.asked, "seed": found.seed, "changes": list(found.changes), "mechanism": found.mechanism}
    facts |= {"resellers": found.resellers}
    facts |= {"sample": [found.sample_groups, found.sample_subscribers, found.sample_se]}
    arrays = {name: getattr(found, name) for name in _ARRAYS} | {f"change-{name}": row for name, row in found.changes.items()}
    packed = io.BytesIO()
    np.savez(packed, facts=np.array(json.dumps(facts)), **arrays)
    content = packed.getvalue()
    with suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        room = Scratch(place.parent)
        try:
            file = room.path / place.name
            file.write_bytes(_sign(place, content) + content)
            file.replace(place)
        finally:
            room.close()
        keep_newest(place.parent.glob("futures-*.npz"), MOST_FUTURES)


def load_futures(place: Path) -> Futures | None:
    """Return kept draws; None when there are none, or none that are whole: those are thrown away."""
    try:
        told = place.read_bytes()
    except OSError:
        return None
    content = told[_SIGN_BYTES:]
    try:
        found = _unpacked(content) if told[:_SIGN_BYTES] == _sign(place, content) else None
    except _DAMAGE:
        found = None
    if found is None:
        remove(place)
    else:
        touch(place)
    return found


def _sign(place: Path, content: bytes) -> bytes:
    """Return a digest of what is kept and of the question it answers: a file under another's name is as good as damaged."""
    return digest_of(place.name.encode() + content).encode()


def _unpacked(content: bytes) -> Futures:
    with READING, np.load(io.BytesIO(content), allow_pickle=False) as file:
        facts = json.loads(str(file["facts"]))
        groups, subscribers, error = facts["sample"]
        return Futures(
            asked=facts["asked"],
            seed=facts["seed"],
            changes={name: file[f"change-{name}"] for name in facts["changes"]},
            sample_groups=groups,
            sample_subscribers=subscribers,
            sample_se=error,
            mechanism=facts["mechanism"],
            resellers=facts["resellers"],
            **{name: file[name] for name in _ARRAYS},
        )
