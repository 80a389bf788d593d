"""A store is written whole or not at all, is refused where it is not what was built, and names nobody."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import duckdb
import numpy as np
import pytest

from analysis.dealing import here
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.shards import routing, steps
from analysis.shards.building import written_store
from analysis.shards.opening import open_base
from analysis.shards.store import FILE, FILES_OPEN, open_store
from analysis.simulate import simulate
from analysis.world.kept_files import digest_of, let_go, mapped
from analysis.world.prepare import prepare
from data.errors import InputError, ParameterError
from data.progress import silent
from tests.analysis.builder import Builder, PersonRow
from tests.conftest import contents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from analysis.shards.store import Store
    from data.progress import Progress

SHARDS = 5


def write(source: Path, target: Path, *, progress: Progress = silent, replace_old: bool = False) -> Store:
    return written_store(source, target, SHARDS, seed=1, threads=2, replace_old=replace_old, progress=progress)


@pytest.fixture(scope="module")
def built(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("store") / "s"
    write(source, target)
    return target


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Path:
    """Return a copy of the store to spoil."""
    return shutil.copytree(built, tmp_path / "own")


def told_by(store: Path) -> str:
    def ask() -> None:
        base = open_base(store)
        simulate(base, make_rules({}), assumptions_for(base, {}))

    with pytest.raises((InputError, ParameterError)) as caught:
        ask()
    return caught.value.problems[0].key


def test_nobody_is_named_in_a_store(built: Path) -> None:
    files = [file for file in built.rglob("*") if file.is_file()]
    assert len(files) > SHARDS
    assert not [file for file in files if b"zebra" in file.read_bytes() or b"stable-" in file.read_bytes()]


@pytest.mark.parametrize("name", ["rows-facts", "pairs-giver", "group"])
def test_a_shard_that_lost_a_bit_is_refused(own: Path, name: str) -> None:
    place = next(own.glob("shard-*")) / f"{name}.npy"
    data = bytearray(place.read_bytes())
    data[-1] ^= 1
    place.write_bytes(data)
    assert told_by(own) == "store-damaged"


def test_a_store_whose_own_words_were_changed_is_refused(own: Path) -> None:
    place = own / FILE
    place.write_text(place.read_text(encoding="utf-8").replace('"subscribers": 60', '"subscribers": 61'), encoding="utf-8")
    assert told_by(own) == "store-damaged"


def test_a_store_of_another_model_is_refused(own: Path) -> None:
    told = json.loads((own / FILE).read_text(encoding="utf-8").partition("\n")[2])
    text = json.dumps(told | {"model": "0" * 64})
    (own / FILE).write_text(f"{digest_of(text.encode())}\n{text}", encoding="utf-8")
    assert told_by(own) == "store-other-model"


def test_a_store_answers_for_its_own_seed_only(built: Path) -> None:
    with pytest.raises(ParameterError) as caught:
        open_base(built, seed=2)
    assert caught.value.problems[0].key == "shards-seed"


def test_a_build_that_is_stopped_before_its_tables_are_dealt_leaves_nothing(source: Path, tmp_path: Path) -> None:
    def stop(stage: str, _share: float, /) -> None:
        if stage == "route":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(source, tmp_path / "s", progress=stop)
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_told_and_leaves_the_store_that_was_there(
    source: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = simulate(open_store(own), make_rules({}), assumptions_for(open_store(own), {}))

    def full(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(np, "save", full)
        with pytest.raises(InputError):
            write(source, own, replace_old=True)
    again = open_store(own)
    assert simulate(again, make_rules({}), assumptions_for(again, {})) == before
    assert [file.name for file in own.parent.iterdir()] == [own.name]


def test_a_store_takes_the_place_of_nothing_but_a_store_and_only_when_told(source: Path, own: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write(source, own)
    assert caught.value.problems[0].key == "shards-there"
    assert write(source, own, replace_old=True).subscribers == 60
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(InputError) as caught:
        write(source, tmp_path / "mine", replace_old=True)
    assert caught.value.problems[0].key == "shards-target-taken"
    with pytest.raises(InputError) as caught:
        write(source, source / "inside")
    assert caught.value.problems[0].key == "shards-inside"


def test_a_shard_of_people_who_were_never_there_is_a_shard(tmp_path: Path) -> None:
    base = Builder()
    for nth in range(12):
        base.person(f"s{nth}", 4.0 + 2 * nth, community=f"c{nth}")
        base.people[f"absent{nth}"] = PersonRow(community=f"absent{nth}")
    source = base.write(tmp_path / "p")
    store = written_store(source, tmp_path / "s", 200, seed=1, threads=2, replace_old=False, progress=silent)
    assert any(store.world(name).rows.sub.size == 0 for name in store.shards)
    whole, rules = prepare(source), make_rules({})
    assert simulate(store, rules, assumptions_for(store, {})) == simulate(whole, rules, assumptions_for(whole, {}))


@pytest.mark.parametrize("count", [0, 201])
def test_a_count_of_shards_out_of_range_is_refused(source: Path, tmp_path: Path, count: int) -> None:
    with pytest.raises(ParameterError) as caught:
        written_store(source, tmp_path / "s", count, seed=1, threads=1, replace_old=False, progress=silent)
    assert caught.value.problems[0].key == "shards-range"


def test_a_population_is_opened_as_before(source: Path) -> None:
    assert open_base(source).subscribers == 60


def test_a_store_that_is_large_for_the_machine_says_the_same_and_leaves_the_memory(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_base(built)
    rules, assumptions = make_rules({}), assumptions_for(store, {})
    said = simulate(store, rules, assumptions)
    gone: list[int] = []

    def noted(arrays: Iterable[NDArray[np.generic]]) -> None:
        held = list(arrays)
        gone.append(len(held))
        let_go(held)

    monkeypatch.setattr(steps, "let_go", noted)
    assert simulate(store, rules, assumptions) == said
    assert not gone
    monkeypatch.setattr("analysis.shards.store.machine_bytes", lambda: 4096)
    steps._opened.cache_clear()
    assert simulate(store, rules, assumptions) == said == simulate(store, rules, assumptions)
    assert len(gone) == 2 * SHARDS
    steps._opened.cache_clear()


MONTHS = {
    "as they are": "from usage",
    "other types": "select * replace (month::varchar as month, packs_bought::double as packs_bought) from usage",
    "a stranger": "from usage union all (select * replace ('nobody' as subscriber_id) from usage limit 1)",
}


@pytest.mark.parametrize(
    ("kind", "ways"), [("as they are", [True]), ("other types", [True, False]), ("a stranger", [True, False])]
)
def test_months_are_looked_at_where_they_lie_unless_there_is_anything_odd_about_them(
    kind: str, ways: list[bool], source: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, file = shutil.copytree(source, tmp_path / "p"), source / "usage.parquet"
    duckdb.execute(f"copy ({MONTHS[kind].replace('from usage', f'from {str(file)!r}')}) to '{own}/usage.parquet'")
    tried = tries(monkeypatch)
    if kind == "a stranger":
        with pytest.raises(InputError) as caught:
            write(own, tmp_path / "s")
        assert caught.value.problems[0].key == "orphan"
    else:
        write(own, tmp_path / "s")
        assert contents(tmp_path / "s") == contents(built)
    assert tried == ways


def test_months_that_change_while_they_are_dealt_are_dealt_anew(
    source: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, stamps = tries(monkeypatch), iter(range(9))
    monkeypatch.setattr(here, "stamp_of", lambda _path: next(stamps))
    write(source, tmp_path / "s")
    assert contents(tmp_path / "s") == contents(built)
    assert tried == [True, False]


def tries(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Note of every way in which a base is dealt whether months are only looked at."""
    tried: list[bool] = []

    class Noted(here.Here):
        def load(self, connection: duckdb.DuckDBPyConnection) -> None:
            tried.append(self._in_place)
            super().load(connection)

    monkeypatch.setattr(routing, "Here", Noted)
    return tried


@pytest.mark.skipif(not Path("/proc/self/smaps").is_file(), reason="only there the system tells what a map takes")
def test_a_map_that_was_let_go_takes_no_memory_until_it_is_asked_again(tmp_path: Path) -> None:
    np.save(file := tmp_path / "numbers.npy", np.arange(100_000))

    def taken() -> int:
        told = Path("/proc/self/smaps").read_text(encoding="utf-8").partition(str(file))[2]
        return int(told.partition("Rss:")[2].split()[0])

    numbers = np.asarray(mapped(file))
    assert numbers[1000:].sum() == sum(range(1000, 100_000))
    assert taken() > 700
    let_go([numbers[1000:], np.zeros(3)])
    assert taken() == 0
    assert numbers[99_999] == 99_999


def test_a_store_of_many_shards_may_open_more_files_than_a_system_gives_unasked(built: Path) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(1024, before[1]), before[1]))
    try:
        open_store(built)
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == min(FILES_OPEN, before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
