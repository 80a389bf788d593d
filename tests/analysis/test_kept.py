"""What is kept beside a base saves work and nothing else: damaged, foreign or old, it is thrown away; and there is a bound."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pytest

from analysis.kernels.inputs import FACTS
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.uncertainty import draws_cache
from analysis.uncertainty.draws_cache import explore, load_futures, place_of, save_futures
from analysis.world import kept_files, prepared_cache
from analysis.world import prepare as preparing
from analysis.world.array_types import ARRAYS, check_arrays
from analysis.world.prepare import prepare, prepare_from_tables
from data.population.folder import open_population
from data.synthetic.generator import synthesise
from reports.record.json_contract import to_json
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from analysis.world.world import World

FLIPS = 60


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "base"
    synthesise(folder, subscribers=1000, seed=3)
    prepare(folder)
    return folder


@pytest.fixture
def base(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "base")


@pytest.fixture(scope="module")
def fresh(made: Path) -> str:
    return answer(prepare_from_tables(made))


def answer(world: World) -> str:
    return to_json(simulate(world, make_rules({}), assumptions_for(world, {})), wording("en"))


def the_kept(base: Path) -> Path:
    (kept,) = (path for path in (base / ".prepared").iterdir() if path.is_dir())
    return kept


def flip(file: Path, place: int, bit: int) -> None:
    """Turn one bit round and leave the time as it was, as a failing disk does."""
    times = file.stat()
    content = bytearray(file.read_bytes())
    content[place] ^= 1 << bit
    file.write_bytes(content)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def test_a_copied_base_is_opened_from_what_was_kept(base: Path, fresh: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "build", lambda *_: pytest.fail("prepared anew"))
    assert answer(prepare(base)) == fresh


def test_a_bit_that_turned_in_any_kept_file_never_reaches_an_answer(made: Path, base: Path, fresh: str) -> None:
    chance, population, kept = np.random.default_rng(8), open_population(base), the_kept(base)
    files = sorted(path.name for path in kept.iterdir())
    assert len(files) > len(ARRAYS)
    for nth in range(FLIPS):
        file = kept / files[nth % len(files)]
        flip(file, int(chance.integers(file.stat().st_size)), int(chance.integers(8)))
        assert prepared_cache.load_world(kept, population, 1) is None, file.name
        assert not kept.exists(), "what is damaged is thrown away"
        shutil.copytree(the_kept(made), kept)
    flip(kept / "pairs-starts.npy", -1, 6)
    assert answer(prepare(base)) == fresh
    assert prepared_cache.load_world(the_kept(base), population, 1) is not None, "made anew, it is kept again"


@pytest.mark.parametrize("name", ["group.npy", "facts.json", "rows-facts.npy"])
@pytest.mark.parametrize("content", [b"", b"not an array", None])
def test_a_kept_file_that_is_cut_foreign_or_gone_is_made_anew(base: Path, fresh: str, name: str, content: bytes | None) -> None:
    file = the_kept(base) / name
    file.unlink() if content is None else file.write_bytes(content)
    assert answer(prepare(base)) == fresh


def test_a_proof_is_computed_from_the_tables_even_where_what_is_kept_was_forged_with_its_digests(base: Path, fresh: str) -> None:
    place, world = the_kept(base), prepare(base)
    shutil.rmtree(place)
    prepared_cache.save_world(place, tripled(world))
    assert answer(prepare(base)) != fresh
    assert answer(prepare_from_tables(base)) == fresh


def tripled(world: World) -> World:
    return replace(world, rows=world.rows._replace(price=3 * world.rows.price))


def test_what_another_version_of_the_model_kept_is_not_read(base: Path, fresh: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, world = the_kept(base), prepare(base)
    shutil.rmtree(place)
    prepared_cache.save_world(place, tripled(world))
    monkeypatch.setattr(prepared_cache, "model_digest", lambda: "of another version")
    assert answer(prepare(base)) == fresh


@pytest.mark.parametrize("threads", [1, 2])
def test_what_cannot_be_written_while_a_base_is_made_ready_is_not_kept(
    base: Path, fresh: str, monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    def full(*_: object) -> None:
        raise OSError

    shutil.rmtree(the_kept(base))
    for module in (kept_files, prepared_cache):
        monkeypatch.setattr(module, "write_array", full)
    assert answer(prepare(base, threads=threads)) == fresh
    assert list((base / ".prepared").iterdir()) == []


def test_a_draft_that_is_not_finished_vanishes(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        assert [path.name for path in (base / ".prepared").rglob("rows-facts.npy")] == ["rows-facts.npy"]
        raise KeyboardInterrupt

    shutil.rmtree(the_kept(base))
    monkeypatch.setattr(preparing, "short_sizes", stopped)
    with pytest.raises(KeyboardInterrupt):
        prepare(base, threads=1)
    assert list((base / ".prepared").iterdir()) == []


def arrays_of(world: World) -> dict[str, NDArray[np.generic]]:
    return {name: np.array(array) for name, array in prepared_cache.arrays_of(world).items()}


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("pairs-giver", lambda array: array.__setitem__(0, 2**30)),
        ("pairs-receiver", lambda array: array.__setitem__(-1, -1)),
        ("pairs-tie", lambda array: array.__setitem__(0, 2**30)),
        ("pairs-starts", lambda array: array.__setitem__(1, 2**40)),
        ("pairs-starts", lambda array: array.__setitem__(-1, 2**40)),
        ("rows-facts", lambda array: array["sub"].__setitem__(5, 10**6)),
        ("rows-facts", lambda array: array["sub"].__setitem__(5, -1)),
        ("rows-tariff", lambda array: array.__setitem__(0, -(2**31))),
        ("rows-month", lambda array: array.__setitem__(0, 11)),
        ("rows-plan", lambda array: array.__setitem__(0, 99)),
        ("rows-sim", lambda array: array.__setitem__(0, -1)),
        ("group", lambda array: array.__setitem__(0, 200)),
        ("first_month", lambda array: array.__setitem__(0, 12)),
        ("last_month", lambda array: array.__setitem__(0, -2)),
    ],
)
def test_an_index_that_points_outside_never_reaches_compiled_code(
    made: Path, name: str, spoil: Callable[[NDArray[np.generic]], None]
) -> None:
    world = prepare(made)
    arrays = arrays_of(world)
    check_arrays(arrays, len(world.months), len(world.plans))
    spoil(arrays[name])
    with pytest.raises(ValueError, match=name):
        check_arrays(arrays, len(world.months), len(world.plans))


@pytest.mark.parametrize("name", ARRAYS)
def test_an_array_of_another_length_or_type_never_reaches_compiled_code(made: Path, name: str) -> None:
    world = prepare(made)
    arrays = arrays_of(world)
    for wrong in (np.zeros((3, 3, 3, 3), arrays[name].dtype), np.zeros(arrays[name].shape, "U3")):
        with pytest.raises(ValueError, match=name):
            check_arrays(arrays | {name: wrong}, len(world.months), len(world.plans))


@pytest.mark.parametrize("populates", [True, False])
@pytest.mark.parametrize("size", [0, 5_000, 80_128])
def test_a_map_is_told_as_its_file_is_also_when_that_was_cut_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, *, populates: bool
) -> None:
    np.save(file := tmp_path / "numbers.npy", np.arange(10_000))
    if not populates:
        monkeypatch.setattr(kept_files, "_POPULATE_READ", 10_000)  # what the system does not know
    held = kept_files.map_of(file)
    with file.open("r+b") as cut:
        cut.truncate(size)
    assert kept_files.map_digest(file, held) == kept_files.digests_of([file])["numbers.npy"]


@pytest.mark.parametrize("array", [np.arange(12).reshape(3, 4).T, np.zeros((0, 4), np.int8), np.zeros(3, FACTS), np.float64(3)])
def test_a_mapped_array_is_the_one_that_was_written(tmp_path: Path, array: NDArray[np.generic]) -> None:
    np.save(file := tmp_path / "some.npy", array)
    found = kept_files.mapped(file)
    assert (found == array).all()
    assert (found.dtype, found.shape, found.flags.writeable) == (array.dtype, array.shape, False)


@pytest.mark.parametrize("content", [b"not an array", b"", None])
def test_a_file_that_is_no_array_is_not_mapped(tmp_path: Path, content: bytes | None) -> None:
    np.save(file := tmp_path / "some.npy", np.array([None, {}], object))
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ValueError):  # noqa: PT011 - numpy's own words
        kept_files.mapped(file)


def test_only_so_many_prepared_worlds_stay(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared_cache, "MOST_WORLDS", 2)
    kept = the_kept(base)
    os.utime(kept, (1, 1))
    for seed in (2, 3):
        prepare(base, seed)
    assert not kept.exists()
    assert len(list((base / ".prepared").iterdir())) == 2


def test_tables_that_changed_without_a_new_size_or_time_are_noticed_and_said(base: Path, fresh: str) -> None:
    file, text = base / "usage.parquet", answer(prepare(base))
    assert "tables-changed" not in text == fresh
    times, content = file.stat(), file.read_bytes()
    with duckdb.connect() as connection:
        query = f"copy (select * replace (packs_bought + (month(month) = 3)::int as packs_bought) from '{file}') to '{file}.new'"
        connection.execute(query + " (format parquet)")
    changed = Path(f"{file}.new").read_bytes()
    Path(f"{file}.new").unlink()
    file.write_bytes(changed)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    found = answer(prepare(base))
    assert found != fresh
    assert json.loads(found)["notices"][0]["key"] == "tables-changed"
    assert json.loads(found)["provenance"]["population_fingerprint"] == prepare_from_tables(base).manifest.fingerprint
    file.write_bytes(content)
    assert answer(prepare(base)) == fresh


@pytest.fixture
def draws(base: Path) -> tuple[Path, World]:
    world = prepare(base)
    central = simulate(world, make_rules({}), assumptions_for(world, {}))
    explore(world, base, central, 16)
    return place_of(base, central.question, 16), world


def test_a_bit_that_turned_in_kept_draws_never_reaches_an_answer(draws: tuple[Path, World]) -> None:
    place, _ = draws
    whole, chance = place.read_bytes(), np.random.default_rng(9)
    assert load_futures(place) is not None
    for _ in range(FLIPS):
        flip(place, int(chance.integers(len(whole))), int(chance.integers(8)))
        assert load_futures(place) is None
        assert not place.exists()
        place.write_bytes(whole)
    place.with_name("futures-another.npz").write_bytes(whole)
    assert load_futures(place.with_name("futures-another.npz")) is None, "the answer to another question"


def test_only_so_many_kept_draws_stay(draws: tuple[Path, World], monkeypatch: pytest.MonkeyPatch) -> None:
    place, _ = draws
    found = load_futures(place)
    assert found is not None
    monkeypatch.setattr(draws_cache, "MOST_FUTURES", 3)
    for nth in range(5):
        save_futures(place.with_name(f"futures-{nth}.npz"), found)
        os.utime(place.with_name(f"futures-{nth}.npz"), (10 + nth, 10 + nth))
    os.utime(place, (1, 1))
    save_futures(place.with_name("futures-last.npz"), found)
    left = sorted(path.name for path in place.parent.glob("futures-*.npz"))
    assert left == ["futures-3.npz", "futures-4.npz", "futures-last.npz"]
