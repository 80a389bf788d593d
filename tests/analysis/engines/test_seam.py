"""What crosses the border to another process is names, JSON and arrays, and what comes back is what was said here."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np
import pytest

from analysis.decide.what_if import WhatIf
from analysis.engines.addresses import engine_at
from analysis.engines.task import work
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rule_kinds import KINDS
from analysis.shards.building import written_store
from analysis.shards.opening import open_base
from analysis.shards.steps import _opened
from analysis.shards.store import FILE, Store, open_store
from analysis.simulate import simulate
from analysis.world.kept_files import FOLDER
from analysis.world.prepared_base import Whole
from data.errors import InputError, ParameterError, TransferImpactError
from data.progress import silent
from tests.analysis.engines.elsewhere import Inside, OtherProcess
from tests.conftest import contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from analysis.engines.far import FarEngine
    from analysis.world.world import World
    from data.errors import Problem

Towns = tuple["World", "Store"]
Replies = list[tuple[int, bytes]]


def error_of(store: Store, engine: FarEngine, kind: type[TransferImpactError] = InputError) -> Problem:
    with pytest.raises(kind) as caught:
        simulate(replace(store, engine=engine), KINDS["gifting"].of({}), assumptions_for(store, {}))
    return caught.value.problems[0]


def test_another_process_says_what_this_one_says(towns: Towns) -> None:
    world, store = towns
    told: list[Problem] = []
    far = replace(store, engine=OtherProcess(told.append))
    rules = KINDS["gifting"].of({"same_region_only": False, "giver_plans": (world.plans[0],)})
    assumed = assumptions_for(world, {"give_probability": 0.7})
    assert simulate(far, rules, assumed) == simulate(world, rules, assumed)
    assert not told


@pytest.mark.parametrize("mechanism", ["gifting", "paid_gift", "rollover", "marketplace"])
def test_every_mechanism_says_the_same_by_bytes(towns: Towns, mechanism: str) -> None:
    world, store = towns
    far, rules, assumed = replace(store, engine=Inside()), KINDS[mechanism].of({}), assumptions_for(world, {})
    assert simulate(far, rules, assumed) == simulate(world, rules, assumed)
    assert WhatIf.on(far, rules, assumed).worth().npv == WhatIf.on(store, rules, assumed).worth().npv


def test_a_worker_of_another_program_does_not_work(towns: Towns) -> None:
    def other(task: str) -> str:
        return task.replace('"program": "', '"program": "0')

    assert error_of(towns[1], Inside(spoil=other)).key == "engine-other-program"


def test_what_another_program_says_all_the_same_is_not_believed(towns: Towns) -> None:
    def other(replies: Replies) -> Replies:
        return [(nth, data.replace(b'"program": "', b'"program": "0', 1)) for nth, data in replies]

    assert error_of(towns[1], Inside(garble=other)).key == "engine-other-program"


@pytest.mark.parametrize(("field", "key"), [("processor", "engine-processors"), ("libraries", "engine-libraries")])
def test_an_unlike_worker_is_told_once_and_answers(towns: Towns, field: str, key: str) -> None:
    world, store = towns
    told: list[Problem] = []

    def unlike(replies: Replies) -> Replies:
        return [(nth, data.replace(f'"{field}": "'.encode(), f'"{field}": "abacus '.encode(), 1)) for nth, data in replies]

    far = replace(store, engine=Inside(told.append, garble=unlike))
    rules, assumed = KINDS["gifting"].of({}), assumptions_for(world, {})
    assert simulate(far, rules, assumed) == simulate(far, rules, assumed) == simulate(world, rules, assumed)
    assert [problem.key for problem in told] == [key]
    assert not told[0].is_error


@pytest.mark.parametrize("unlike", [{0, 1, 2, 3}, {2}])
def test_workers_that_round_powers_otherwise_are_handed_the_weights(towns: Towns, unlike: set[int]) -> None:
    world, store = towns
    rules, assumed = KINDS["gifting"].of({}), assumptions_for(world, {})
    whole, here, jobs = simulate(world, rules, assumed), Whole.weights_of, []

    def there(whole: Whole, strength: NDArray[np.float32], exponent: float) -> NDArray[np.float32]:
        found = here(whole, strength, exponent)
        return found if whole.handed else found * np.float32(2)

    class Unlike(Inside):
        def replies(self, task: str, count: int) -> Iterator[tuple[int, bytes]]:
            jobs.append(count)
            for nth in range(count):
                with patch.object(Whole, "weights_of", there if nth in unlike or len(jobs) > 1 else here):
                    _opened.cache_clear()  # as if it was opened there
                    yield nth, work(task, nth)

    with patch.object(Whole, "weights_of", there):
        assert simulate(world, rules, assumed) != whole
    assert simulate(replace(store, engine=Unlike()), rules, assumed) == whole
    assert jobs == [len(store.shards), len(unlike & set(range(len(store.shards))))]
    _opened.cache_clear()


def test_a_shard_that_was_tried_twice_counts_once_and_a_lost_one_is_told(towns: Towns) -> None:
    world, store = towns
    rules, assumed = KINDS["gifting"].of({}), assumptions_for(world, {})
    twice = replace(store, engine=Inside(garble=lambda replies: [*replies, replies[0]]))
    assert simulate(twice, rules, assumed) == simulate(world, rules, assumed)
    assert error_of(store, Inside(garble=lambda replies: replies[1:])).key == "engine-lost"


def _lost(place: Path) -> None:
    shutil.rmtree(place)


def _other(place: Path) -> None:
    (place / FILE).write_bytes((place / FILE).read_bytes()[:-3])


def _damaged(place: Path) -> None:
    (next(place.glob("shard-*")) / "group.npy").write_bytes(b"")


@pytest.mark.parametrize(("spoil", "key"), [(_lost, "engine-no-store"), (_other, "store-damaged"), (_damaged, "store-damaged")])
def test_what_a_worker_finds_wrong_with_its_store_is_told_here_with_its_name(
    towns: Towns, tmp_path: Path, spoil: Callable[[Path], None], key: str
) -> None:
    store = open_store(shutil.copytree(towns[1].path, tmp_path / "own"))
    spoil(store.path)
    problem = error_of(store, Inside())
    assert problem.key == key
    assert problem.facts["node"]


def test_a_store_that_was_built_anew_meanwhile_is_not_asked(towns: Towns, tmp_path: Path) -> None:
    store = open_store(shutil.copytree(towns[1].path, tmp_path / "own"))
    assert error_of(replace(store, digest="0" * 64), Inside()).key == "engine-other-store"


def test_a_rule_that_the_base_does_not_know_is_told_as_here(towns: Towns) -> None:
    store = replace(towns[1], engine=Inside())
    with pytest.raises(ParameterError) as caught:
        simulate(store, KINDS["gifting"].of({"giver_plans": ("nowhere",)}), assumptions_for(store, {}))
    assert caught.value.problems[0].key == "unknown-plan"


def files_of(folder: Path) -> dict[str, bytes]:
    """Return what a store was built of; draws kept beside it came with questions."""
    return {name: data for name, data in contents(folder).items() if not name.startswith(FOLDER)}


def test_a_store_that_another_process_has_built_is_the_same_to_the_byte(towns: Towns, tmp_path: Path) -> None:
    source, there = towns[1].path.parent / "p", tmp_path / "s"
    written_store(source, there, 5, seed=1, threads=2, replace_old=False, progress=silent, engine=OtherProcess(lambda _: None))
    assert files_of(there) == files_of(towns[1].path)
    assert [file.name for file in tmp_path.iterdir()] == ["s"]


def test_a_store_with_a_limit_of_giving_is_the_same_whoever_builds_it(towns: Towns, tmp_path: Path) -> None:
    source, found = towns[1].path.parent / "p", []
    for name, engine in (("here", None), ("there", OtherProcess(lambda _: None))):
        place = tmp_path / name
        written_store(source, place, 5, seed=1, threads=2, replace_old=False, progress=silent, engine=engine, giving_up_to=0.1)
        found.append(files_of(place))
    assert found[0] == found[1] != files_of(towns[1].path)


def test_steps_that_are_taken_twice_build_the_same_store(towns: Towns, tmp_path: Path) -> None:
    class Twice(Inside):
        def replies(self, task: str, count: int) -> Iterator[tuple[int, bytes]]:
            yield from super().replies(task, count)
            yield from super().replies(task, count)

    source, there = towns[1].path.parent / "p", tmp_path / "s"
    written_store(source, there, 5, seed=1, threads=2, replace_old=False, progress=silent, engine=Twice())
    assert files_of(there) == files_of(towns[1].path)


def test_a_build_of_which_workers_do_not_see_the_folder_ends_before_anything_is_dealt(towns: Towns, tmp_path: Path) -> None:
    def elsewhere(task: str) -> str:
        return task.replace(f'"place": "{tmp_path}', '"place": "/nowhere')

    with pytest.raises(InputError) as caught:
        written_store(
            towns[1].path.parent / "p",
            tmp_path / "s",
            5,
            seed=1,
            threads=2,
            replace_old=False,
            progress=silent,
            engine=Inside(spoil=elsewhere),
        )
    assert caught.value.problems[0].key == "engine-no-room"
    assert list(tmp_path.iterdir()) == []


def test_an_engine_wants_shards_and_asks_the_store_beside_a_base(population: Path, tmp_path: Path) -> None:
    base = shutil.copytree(population, tmp_path / "p", ignore=shutil.ignore_patterns(FOLDER))
    with pytest.raises(InputError) as caught:
        open_base(base, engine=Inside())
    (problem,) = caught.value.problems
    assert problem.key == "engine-without-shards"
    written_store(base, Path(str(problem.facts["store"])), 2, seed=1, threads=1, replace_old=False, progress=silent)
    engine = Inside()
    opened = open_base(base, engine=engine)
    assert isinstance(opened, Store)
    assert (opened.engine, opened.stands_for) == (engine, base)


def test_here_is_no_engine_and_nonsense_no_address() -> None:
    assert engine_at("local", lambda _: None) is None
    for address in ("", "sc://", "http://cluster", "local[x]", "yarn-client"):
        with pytest.raises(InputError) as caught:
            engine_at(address, lambda _: None)
        assert caught.value.problems[0].key == "engine-address"
