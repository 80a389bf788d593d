"""The steps of a store by name: a place, a shard and JSON in, bytes out. Whoever has this program can take any of them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.dealing.slices import COUNT, DEAL, count_slice, deal_slice
from analysis.dealing.watching import WATCH, watch_shard
from analysis.engine.shortages import shortages_said
from analysis.engine.unseen_need import with_unseen_need
from analysis.mechanisms.registry import mechanism_of
from analysis.parallel import side_by_side
from analysis.partial import partial_of
from analysis.shards.build_steps import PART, WORLD, make_world, read_part
from analysis.shards.store import FILE, is_store, open_store
from analysis.shards.wire import question_in, sums_bytes, table_bytes
from analysis.world.kept_files import let_go
from analysis.world.prepared_base import Weights
from analysis.world.prepared_cache import arrays_of
from data.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from analysis.shards.store import Store
    from analysis.shards.wire import Asked
    from analysis.world.world import World

    Step = Callable[[Path, str, str], bytes]

ANSWER, SAY, SHORT = "answer", "say", "short"
UNLIKE = b""  # instead of sums: weights of ties are other ones here than where this was asked


def answer(place: Path, shard: str, said: str) -> bytes:
    """Return the sums of one shard, or UNLIKE, to be asked again with weights.

    InputError where the store is not there, is damaged, or is not the one that was asked.
    """
    asked = question_in(said)
    rules, assumptions, horizon, exponent = asked.rules, asked.assumptions, asked.horizon, asked.assumptions.tie_strength_exponent
    with _world(place, shard, asked) as found:
        if asked.weights is None and asked.weights_digest not in {"", found.whole.weights_digest(exponent)}:
            return UNLIKE
        handed = None if asked.weights is None else Weights(exponent, asked.weights)
        world = found if handed is None else replace(found, whole=replace(found.whole, handed=handed))
        told = partial_of(world, rules, assumptions, horizon, cuts=asked.cuts, threads=1, agreed=asked.agreed, sizes=asked.sizes)
    return sums_bytes(told)


def say(place: Path, shard: str, said: str) -> bytes:
    """Return what one shard says in a round before the answer (`Mechanism.rounds`). InputError as `answer`."""
    asked = question_in(said)
    mechanism = mechanism_of(asked.rules)
    with _world(place, shard, asked) as found:
        world = with_unseen_need(found, asked.assumptions.unseen_need, asked.sizes)
        return table_bytes(mechanism.said_of(world, asked.rules, asked.assumptions, asked.agreed, 1))


def short(place: Path, shard: str, said: str) -> bytes:
    """Return what one shard says of its shortages under another unseen need (`shortages_said`). InputError as `answer`."""
    asked = question_in(said)
    with _world(place, shard, asked) as world:
        return table_bytes(shortages_said(world, asked.assumptions.unseen_need, asked.agreed))


@contextmanager
def _world(place: Path, shard: str, asked: Asked) -> Iterator[World]:
    """Yield the world of a shard. Of a store that is large for this machine its files leave the memory afterwards."""
    if not is_store(place):
        raise InputError.one("engine-no-store", path=str(place))
    seen = (place / FILE).stat()
    store = _opened(place, seen.st_mtime_ns, seen.st_size)
    if store.digest != asked.digest:
        raise InputError.one("engine-other-store", path=str(place))
    world = store.world(shard)
    yield world
    if store.is_large:
        let_go(arrays_of(world).values())


@lru_cache(maxsize=4)
def _opened(place: Path, changed: int, size: int) -> Store:  # noqa: ARG001 - time and size make another file a new entry
    return open_store(place)


STEPS: Mapping[str, Step] = {
    ANSWER: answer,
    SAY: say,
    SHORT: short,
    COUNT: count_slice,
    DEAL: deal_slice,
    WATCH: watch_shard,
    PART: read_part,
    WORLD: make_world,
}


def take(step: str, place: str, shard: str, said: str) -> bytes:
    """Take one step on one shard. Raises what the step does."""
    return STEPS[step](Path(place), shard, said)


class Here:
    """Threads of this process."""

    def __init__(self, threads: int | None = None) -> None:
        self._threads = threads

    def each(self, step: str, place: str, shards: Sequence[str], said: str) -> Iterator[tuple[str, bytes]]:
        """Yield what a step says of every shard, in their order."""
        return side_by_side(lambda shard: (shard, take(step, place, shard, said)), shards, self._threads)
