"""Months that an engine deals make the store that this machine makes, and what it cannot deal this machine does, and says so."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from analysis.dealing import there
from analysis.dealing.slices import COUNT, DEAL, PEOPLE, known_file
from analysis.dealing.watching import WATCH
from analysis.shards.build_steps import PART, WORLD
from analysis.shards.building import written_store
from data.database.scratch import sweep, unfinished_at
from data.errors import InputError
from data.files.places import is_unfinished
from data.progress import silent
from data.synthetic.generator import synthesise
from tests.analysis.engines.elsewhere import Inside
from tests.analysis.engines.same import say_the_same
from tests.analysis.test_health_made_ready import BASES
from tests.conftest import ROOT, contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from analysis.dealing.engine import Elsewhere

SLICE, SHARDS = 700, 4


@pytest.fixture(scope="module", params=list(BASES))
def awkward(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of 18 months, six of which are not replayed: terms of their own, holes and a stray month, or rows in any order."""
    folder = tmp_path_factory.mktemp("awkward")
    synthesise(folder / "source", 1500, market=request.param, months=18)
    shutil.copytree(folder / "source", folder / "p")
    query = BASES[request.param].format(t=repr(str(folder / "source" / "usage.parquet")))
    duckdb.execute(f"copy ({query}) to '{folder}/p/usage.parquet'")
    return folder / "p"


def built(source: Path, target: Path, shards: int, engine: Elsewhere | None = None) -> dict[str, bytes]:
    written_store(source, target, shards, seed=1, threads=2, replace_old=False, progress=silent, engine=engine)
    return contents(target)


class Noting(Inside):
    """Work in this process that notes which steps were taken on how many, where ids stood meanwhile, and what was told."""

    def __init__(self, spoil: Callable[[str], str] = str, breaks: str = "") -> None:
        self.told: list[str] = []
        super().__init__(lambda problem: self.told.append(problem.key), spoil)
        self.taken: dict[str, int] = {}
        self.with_ids: dict[str, set[str]] = {}
        self._breaks = breaks

    def each(self, step: str, place: str, shards: Sequence[str], said: str) -> Iterator[tuple[str, bytes]]:
        self.taken[step] = len(shards)
        yield from super().each(step, place, shards, said)
        self.with_ids[step] = naming(Path(place))
        if step == self._breaks:
            raise InputError.one("engine-failed", reason="broken")


def naming(folder: Path) -> set[str]:
    """Return the names of the files in which somebody's id or community stands."""
    found = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".parquet")
    names = {file.name for file in found if b"zebra" in file.read_bytes() or b"stable-" in file.read_bytes()}
    for file in folder.rglob("*.parquet"):
        rows = duckdb.execute("select t::varchar from read_parquet($file) t", {"file": str(file)}).fetchall()
        names |= {file.name for (row,) in rows if "zebra" in row or "stable-" in row}
    return names


@pytest.mark.parametrize("shards", [1, 3, 12])
def test_slices_of_an_awkward_base_make_the_store_of_the_whole(
    awkward: Path, tmp_path: Path, shards: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(there, "ROWS_A_SLICE", SLICE)
    engine = Noting()
    assert built(awkward, tmp_path / "there", shards, engine) == built(awkward, tmp_path / "here", shards)
    assert engine.taken[COUNT] == engine.taken[DEAL] > 3
    assert engine.taken[WATCH] == shards
    assert not engine.told


def test_any_base_in_slices_makes_the_same_store_in_this_process() -> None:
    say_the_same(Inside(), 8)


def test_ids_stand_in_one_file_of_the_room_as_long_as_months_are_dealt_and_in_nothing_afterwards(
    source: Path, tmp_path: Path
) -> None:
    engine = Noting()
    built(source, tmp_path / "s", SHARDS, engine)
    ids = {known_file(tmp_path, PEOPLE).name}
    assert engine.with_ids == {COUNT: ids, DEAL: ids, WATCH: ids, PART: set(), WORLD: set()}
    assert naming(tmp_path / "s") == set()


@pytest.mark.parametrize("step", [COUNT, DEAL, WATCH])
def test_dealing_that_fails_leaves_nothing(source: Path, tmp_path: Path, step: str) -> None:
    with pytest.raises(InputError):
        built(source, tmp_path / "s", SHARDS, Noting(breaks=step))
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from analysis.dealing.slices import DEAL
from analysis.shards import building
from data.progress import silent
from tests.analysis.engines.elsewhere import Inside
class Dies(Inside):
    def each(self, step, *asked):
        if step == DEAL:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().each(step, *asked)
source, target = map(Path, sys.argv[1:])
building.written_store(source, target, 4, seed=1, threads=1, replace_old=True, progress=silent, engine=Dies())
"""


def test_what_is_left_of_a_machine_that_was_lost_while_dealing_goes_with_the_next_build(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "s"
    left_after_parts(source, target)
    dealt = next(unfinished_at(target).rglob("dealt-*.months.npy"))
    dealt.write_bytes(dealt.read_bytes()[:-1])  # so that months are dealt once more, in a folder that is gone on with
    ended = subprocess.run([sys.executable, "-c", KILLED, str(source), str(target)], cwd=ROOT, check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert naming(tmp_path)
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def left_after_parts(source: Path, target: Path) -> None:
    with pytest.raises(InputError):
        built(source, target, SHARDS, Noting(breaks=PART))
    assert is_unfinished(target)
    assert naming(target.parent) == set()


@pytest.mark.parametrize("damaged", ["", ".json", ".months.npy", ".months-end.npy"])
def test_a_build_is_gone_on_with_and_what_the_disk_has_changed_is_dealt_again(source: Path, tmp_path: Path, damaged: str) -> None:
    target = tmp_path / "s"
    left_after_parts(source, target)
    if damaged:
        file = next(unfinished_at(target).rglob(f"dealt-*{damaged}"))
        file.write_bytes(file.read_bytes()[:-1])
    engine = Noting()
    assert built(source, target, SHARDS, engine) == built(source, tmp_path / "here", SHARDS)
    assert (DEAL in engine.taken) == bool(damaged)


def test_a_base_that_workers_do_not_see_is_dealt_here_and_that_is_told(source: Path, tmp_path: Path) -> None:
    engine = Noting(spoil=lambda task: task.replace("usage.parquet", "elsewhere.parquet"))
    assert built(source, tmp_path / "there", SHARDS, engine) == built(source, tmp_path / "here", SHARDS)
    assert engine.told == ["engine-no-base"]
    assert WATCH not in engine.taken


def test_a_base_that_is_another_one_there_is_dealt_here(source: Path, tmp_path: Path) -> None:
    own, other = shutil.copytree(source, tmp_path / "p"), tmp_path / "other.parquet"
    query = f"select * replace (used_gb + 1 as used_gb) from '{own}/usage.parquet'"
    duckdb.execute(f"copy ({query}) to '{other}'")
    engine = Noting(spoil=lambda task: task.replace(f"{own}/usage.parquet", str(other)))
    assert built(own, tmp_path / "there", SHARDS, engine) == built(own, tmp_path / "here", SHARDS)
    assert engine.told == ["engine-no-base"]


def test_a_base_in_text_is_dealt_here_and_that_is_told(source: Path, tmp_path: Path) -> None:
    own, engine = shutil.copytree(source, tmp_path / "p"), Noting()
    duckdb.execute(f"copy (from '{own}/usage.parquet') to '{own}/usage.csv'")
    (own / "usage.parquet").unlink()
    assert built(own, tmp_path / "there", SHARDS, engine) == built(own, tmp_path / "here", SHARDS)
    assert engine.told == ["engine-base-text"]


@pytest.mark.parametrize(
    "months",
    [
        "select * replace (case when subscriber_id = 'zebra-7' then 'nobody' else subscriber_id end as subscriber_id) from {t}",
        "select * replace (case when subscriber_id = 'zebra-7' then 'much' else used_gb::varchar end as used_gb) from {t}",
        "select * replace (case when subscriber_id = 'zebra-7' then 'perhaps' else 'true' end as ran_out) from {t}",
        "select * replace (9000 as packs_bought, 9e8 as pack_price) from {t}",
        "select * exclude (used_gb) from {t}",
    ],
    ids=["stranger", "no number", "no truth", "sums", "no column"],
)
def test_what_is_wrong_with_months_is_told_as_without_an_engine(source: Path, tmp_path: Path, months: str) -> None:
    own, told = shutil.copytree(source, tmp_path / "p"), []
    query = months.format(t=f"'{source}/usage.parquet'")
    duckdb.execute(f"copy ({query}) to '{own}/usage.parquet'")
    for engine in (None, Noting()):
        with pytest.raises(InputError) as caught:
            built(own, tmp_path / "s", SHARDS, engine)
        told.append(caught.value.problems)
    assert told[0] == told[1]
    assert [file.name for file in tmp_path.iterdir()] == ["p"]
