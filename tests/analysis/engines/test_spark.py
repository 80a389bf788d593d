"""Spark says what this process says, workers killed on the way. Runs where it and Java are installed: `make cluster`."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from analysis.dealing import there
from analysis.dealing.slices import COUNT, DEAL
from analysis.dealing.watching import WATCH
from analysis.engines.addresses import engine_at
from analysis.engines.spark import session_at
from analysis.engines.tables import SparkTables
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rule_kinds import KINDS
from analysis.shards.building import written_store
from analysis.simulate import simulate
from analysis.world.kept_files import FOLDER
from data.progress import silent
from tests.analysis.engines.lake import by_command, from_engine, from_files, written
from tests.analysis.engines.same import say_the_same
from tests.conftest import contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analysis.dealing.engine import Elsewhere
    from analysis.shards.store import Store
    from analysis.world.world import World

pytest.importorskip("py4j", reason="Spark is not installed: pip install -r requirements-cluster.txt")
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the processes to kill in /proc"),
]
SEARCHING_SECONDS = 120
ADDRESS = "local-cluster[2,1,1024]"


@pytest.fixture(scope="module")
def engine() -> Elsewhere:
    """Two workers with an executor each, as a cluster has them."""
    found = engine_at(ADDRESS, lambda _: None)
    assert found is not None
    return found


def descendants(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))
    found = list(children.get(pid, []))
    for child in found:
        found += children.get(child, [])
    return found


def words_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def python_workers() -> list[int]:
    """Return the processes that run our code: those that a daemon of Spark's has forked."""
    mine = descendants(os.getpid())
    daemons = [pid for pid in mine if "pyspark.daemon" in words_of(pid)]
    return [pid for pid in daemons if any(pid in descendants(other) for other in daemons)]


def executors() -> list[int]:
    return [pid for pid in descendants(os.getpid()) if "CoarseGrainedExecutorBackend" in words_of(pid)]


def test_any_base_in_any_shards_says_there_what_it_says_here(engine: Elsewhere) -> None:
    say_the_same(engine, 4)


@contextmanager
def hunted(victims: Callable[[], list[int]]) -> Iterator[None]:
    """Kill one of the victims while the block runs."""
    killed: list[int] = []
    over = threading.Event()

    def kill() -> None:
        ends = time.monotonic() + SEARCHING_SECONDS
        while not over.is_set() and not killed and time.monotonic() < ends:
            for pid in victims()[:1]:
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
            time.sleep(0.02)

    hunter = threading.Thread(target=kill)
    hunter.start()
    try:
        yield
    finally:
        over.set()
        hunter.join()
    assert killed


@pytest.mark.parametrize("victims", [python_workers, executors])
def test_a_worker_that_is_killed_changes_nothing(
    engine: Elsewhere, towns: tuple[World, Store], victims: Callable[[], list[int]]
) -> None:
    world, store = towns
    rules, assumed = KINDS["gifting"].of({}), assumptions_for(world, {})
    with hunted(victims):
        far = simulate(replace(store, engine=engine), rules, assumed)
    assert far == simulate(world, rules, assumed)


@pytest.mark.parametrize("step", [COUNT, DEAL, WATCH])
def test_a_worker_that_is_killed_while_months_are_dealt_changes_nothing(
    engine: Elsewhere, towns: tuple[World, Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    class Hunted:
        tell = staticmethod(engine.tell)

        def each(self, name: str, *asked: Any) -> Iterator[tuple[str, bytes]]:  # noqa: ANN401 - as it is called
            with hunted(python_workers) if name == step else nullcontext():
                yield from engine.each(name, *asked)

    monkeypatch.setattr(there, "ROWS_A_SLICE", 4_000)
    written_store(
        towns[1].path.parent / "p", tmp_path / "s", 5, seed=1, threads=2, replace_old=False, progress=silent, engine=Hunted()
    )
    kept = {name: data for name, data in contents(towns[1].path).items() if not name.startswith(FOLDER)}
    assert contents(tmp_path / "s") == kept


def test_tables_become_the_base_that_their_files_become(tmp_path: Path) -> None:
    lake, session = written(tmp_path / "lake"), session_at(ADDRESS)
    frame = session.read.format("parquet").load(str(lake))
    frame.write.format("orc").save(str(tmp_path / "orc"))
    frame.createOrReplaceTempView("traffic")
    whole = from_files(lake, tmp_path)
    for place in (f'table = "{lake}"\nstored = "parquet"', f'table = "{tmp_path}/orc"\nstored = "orc"', 'table = "traffic"'):
        assert from_engine(SparkTables(session), place, tmp_path) == whole


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ('table = "nowhere.traffic"', "knows no table “nowhere.traffic”"),
        ('table = "/nowhere/traffic"\nstored = "parquet"', "knows no table “/nowhere/traffic”"),
        ('table = "/nowhere/traffic"\nstored = "delta"', "does not read the table “/nowhere/traffic”"),
    ],
)
def test_a_table_that_is_not_there_is_told_and_leaves_nothing(tmp_path: Path, place: str, said: str) -> None:
    done = by_command(ADDRESS, place, tmp_path)
    assert done.exit_code == 1
    assert said in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["command.toml"]
