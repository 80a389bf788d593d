"""Preparing a base: kept once, read back the same, never trusted when it is not the base's own."""

from __future__ import annotations

import shutil
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.parallel import beside
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare, prepare_from_tables
from analysis.world.prepared_cache import arrays_of
from data.database import storage
from data.synthetic.generator import synthesise
from reports.record.json_contract import to_json
from tests.analysis.builder import Builder
from tests.analysis.rewriting import rewritten
from wording import wording

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    synthesise(folder, subscribers=1000, seed=3)
    return folder


def answer(base: Path) -> str:
    world = prepare(base)
    return to_json(simulate(world, make_rules({}), assumptions_for(world, {})), wording("en"))


def test_a_world_read_back_answers_like_a_fresh_one(base: Path) -> None:
    fresh = answer(base)
    assert [path.name[:4] for path in (base / ".prepared").iterdir()] != []
    assert answer(base) == fresh


def test_in_which_order_the_rows_of_a_base_lie_does_not_matter(base: Path, tmp_path: Path) -> None:
    shuffled = [
        f"create or replace table {name} as select * from {name} order by hash({key})"
        for name, key in (
            ("subscribers", "subscriber_id"),
            ("usage", "subscriber_id || month"),
            ("contacts", "subscriber_id || contact_id"),
        )
    ]
    one, other = (
        prepare_from_tables(rewritten(base, tmp_path / name, how)) for name, how in (("as-is", ()), ("other", shuffled))
    )
    found = arrays_of(other)
    for name, array in arrays_of(one).items():
        assert np.array_equal(array, found[name]), name
    assert one.manifest.fingerprint == other.manifest.fingerprint
    assert [dimension.levels for dimension in one.dimensions] == [dimension.levels for dimension in other.dimensions]


def test_who_is_stopped_stops_what_other_threads_ask_the_database() -> None:
    asked = threading.Event()

    def ask(connection: duckdb.DuckDBPyConnection) -> None:
        asked.set()
        connection.execute("select count(*) from range(200000) a, range(200000) b where a.range + b.range < 0").fetchall()

    with (  # noqa: PT012 - the thread has to be at it when this one is stopped
        pytest.raises(KeyboardInterrupt),
        storage.connect(2) as connection,
        beside(2) as begin,
        storage.cursors(connection) as cursor,
    ):
        for _ in range(3):
            begin(partial(ask, cursor()))
        assert asked.wait(10)
        time.sleep(0.2)
        begun = time.monotonic()
        raise KeyboardInterrupt
    assert time.monotonic() - begun < 10


def test_a_damaged_kept_world_is_made_anew(base: Path) -> None:
    fresh = answer(base)
    (kept,) = (base / ".prepared").iterdir()
    (kept / "group.npy").write_bytes(b"not an array")
    assert answer(base) == fresh


def test_a_base_whose_content_changed_is_prepared_anew(base: Path) -> None:
    before = answer(base)
    other = base.parent / "other"
    synthesise(other, subscribers=1000, seed=4)
    for file in other.iterdir():
        shutil.copy(file, base / file.name)
    assert answer(base) != before
    assert answer(base) == answer(other)


def test_a_table_that_changed_under_an_old_manifest_is_noticed(base: Path) -> None:
    stated = prepare(base).manifest.fingerprint
    other = base.parent / "other"
    synthesise(other, subscribers=1000, seed=4)
    shutil.copy(other / "usage.parquet", base / "usage.parquet")
    shutil.copy(other / "subscribers.parquet", base / "subscribers.parquet")
    assert prepare(base).manifest.fingerprint != stated


def test_a_kept_world_holds_no_subscriber_id(tmp_path: Path) -> None:
    base = Builder().person("+79161234567", 2).person("+79167654321", 14).tie("+79161234567", "+79167654321")
    world = prepare(base.write(tmp_path / "base"))
    kept = b"".join(path.read_bytes() for path in (tmp_path / "base" / ".prepared").rglob("*") if path.is_file())
    assert world.subscribers == 2
    assert b"7916" not in kept


def test_shared_arrays_cannot_be_written(base: Path) -> None:
    for world in (prepare(base), prepare(base)):
        with pytest.raises(ValueError, match="read-only"):
            world.rows.need[0] = np.int64(1)
