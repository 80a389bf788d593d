"""A build that ended on the way is gone on with, writes the same bytes, and is begun anew where anything else was asked."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from analysis.shards import building
from analysis.shards.building import written_store
from analysis.shards.part import part_of
from analysis.shards.routing import route
from analysis.shards.workroom import keep_maker
from analysis.world.prepared_cache import write_world
from data.database import scratch
from data.database.scratch import unfinished_at
from data.errors import InputError
from data.files.places import begin_afresh, is_unfinished
from data.progress import silent
from tests.conftest import ROOT, contents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHARDS = 4
WORK = {"route": "route", "keep_maker": "guests", "part_of": "part", "write_world": "world"}
# A build that kills itself as soon as so many steps of one kind have ended: what it leaves is what a lost machine leaves.
KILLED = """
import os, signal, sys
from pathlib import Path
from analysis.shards import build_steps, building, steps
from data.progress import silent
kind, left = sys.argv[3], int(sys.argv[4])
def counted(work):
    def done(*given, **named):
        global left
        found = work(*given, **named)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return found
    return done
if kind == "guests":
    building.keep_maker = counted(building.keep_maker)
elif kind == "dealt":
    building.mark_unfinished = counted(building.mark_unfinished)
else:
    steps.STEPS[kind] = counted(steps.STEPS[kind])
building.written_store(Path(sys.argv[1]), Path(sys.argv[2]), 4, seed=1, threads=1, replace_old=False, progress=silent)
"""


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    target = tmp_path_factory.mktemp("whole") / "s"
    write(source, target)
    return contents(target)


def write(source: Path, target: Path, shards: int = SHARDS, seed: int = 1, limit: float = 1.0, *, afresh: bool = False) -> None:
    written_store(
        source, target, shards, seed=seed, giving_up_to=limit, afresh=afresh, threads=1, replace_old=True, progress=silent
    )


def killed(source: Path, target: Path, kind: str, steps: int) -> None:
    command = [sys.executable, "-c", KILLED, str(source), str(target), kind, str(steps)]
    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what a build works out, and does not find done."""
    worked: list[str] = []

    def noted(name: str, work: Callable[..., object]) -> Callable[..., object]:
        def done(*given: object, **named: object) -> object:
            worked.append(name)
            return work(*given, **named)

        return done

    for module, name, called in (
        ("building", "route", route),
        ("building", "keep_maker", keep_maker),
        ("build_steps", "part_of", part_of),
        ("build_steps", "write_world", write_world),
    ):
        monkeypatch.setattr(f"analysis.shards.{module}.{name}", noted(WORK[name], called))
    return worked


def half_done(source: Path, target: Path) -> Path:
    """Return what a build leaves that is killed once three worlds are made."""
    killed(source, target, "world", 3)
    scratch.sweep(target.parent)  # what was killed is laid aside
    return unfinished_at(target)


def goes_on(source: Path, target: Path, whole: dict[str, bytes], again: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Go on with what was left: so many steps are taken `again`, and the store has the bytes of one built in one go."""
    worked = counting(monkeypatch)
    write(source, target)
    assert {name: worked.count(name) for name in again} == again
    assert contents(target) == whole


@pytest.mark.parametrize(
    ("at", "left"),
    [
        (("dealt", 1), {"route": 0, "part": 4, "guests": 1, "world": 9}),
        (("part", 2), {"route": 0, "part": 2, "guests": 1, "world": 9}),
        (("guests", 1), {"route": 0, "part": 0, "guests": 0, "world": 9}),
        (("world", 3), {"route": 0, "part": 0, "guests": 0, "world": 6}),
    ],
)
def test_a_killed_build_goes_on_where_it_was_and_writes_the_same_bytes(
    at: tuple[str, int],
    left: dict[str, int],
    source: Path,
    whole: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "s"
    killed(source, target, *at)
    goes_on(source, target, whole, left, monkeypatch)
    assert [file.name for file in tmp_path.iterdir()] == ["s"]


@pytest.mark.parametrize(
    ("damaged", "again"),
    [
        ("routed/routed.key.npy", {"route": 1, "part": 0, "world": 6}),
        ("routed/routed.json", {"route": 1, "part": 0, "world": 6}),
        ("routed/months-001.bin", {"route": 1, "part": 0, "world": 6}),
        ("routed/part-002.facts.npy", {"route": 0, "part": 1, "world": 6}),
        ("routed/constants.strengths.npy", {"route": 0, "part": 0, "guests": 1, "world": 6}),
        ("routed/guests-001.starts.npy", {"route": 0, "part": 0, "guests": 1, "world": 6}),
        ("routed/guests-001.ties.npy", {"route": 0, "part": 0, "guests": 1, "world": 6}),
        ("routed/guests-frame.starts.npy", {"route": 0, "part": 0, "guests": 1, "world": 6}),
        ("shard-000/rows-facts.npy", {"route": 0, "part": 0, "guests": 0, "world": 7}),
        ("shard-000/facts.json", {"route": 0, "part": 0, "guests": 0, "world": 7}),
    ],
)
def test_what_the_disk_has_changed_meanwhile_is_made_again(
    damaged: str,
    again: dict[str, int],
    source: Path,
    whole: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = half_done(source, tmp_path / "s")
    content = bytearray((left / damaged).read_bytes())
    content[len(content) // 2] ^= 1
    (left / damaged).write_bytes(content)
    goes_on(source, tmp_path / "s", whole, again, monkeypatch)


@pytest.mark.parametrize(
    ("files", "again"),
    [
        (("routed/routed.json", "routed/part-002.facts.npy"), {"route": 1, "part": 1, "guests": 0, "world": 6}),
        (("routed/made-shard-000.json", "shard-000/rows-facts.npy"), {"route": 0, "part": 0, "guests": 0, "world": 7}),
        (("routed/constants.json", "routed/part-000.json"), {"route": 0, "part": 1, "guests": 1, "world": 6}),
    ],
)
def test_what_had_not_reached_the_disk_when_the_power_went_is_made_again(
    files: tuple[str, str],
    again: dict[str, int],
    source: Path,
    whole: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = half_done(source, tmp_path / "s")
    lost, empty = (left / file for file in files)
    lost.unlink()
    empty.write_bytes(b"")
    goes_on(source, tmp_path / "s", whole, again, monkeypatch)


def test_who_begins_afresh_begins_anew_after_a_kill_too(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "s"
    killed(source, target, "part", 2)
    worked = counting(monkeypatch)
    written_store(source, target, SHARDS, seed=1, threads=1, replace_old=False, progress=silent, afresh=True)
    assert worked.count("route") == 1


def test_an_interrupted_build_is_kept_for_its_owner_only_and_names_nobody(source: Path, tmp_path: Path) -> None:
    interrupted(source, tmp_path / "s")
    place = unfinished_at(tmp_path / "s")
    assert [file.name for file in tmp_path.iterdir()] == [place.name]
    assert place.stat().st_mode & 0o777 == 0o700
    files = [file for file in place.rglob("*") if file.is_file()]
    assert files
    assert not [file for file in files if b"zebra" in file.read_bytes() or b"stable-" in file.read_bytes()]


def interrupted(source: Path, target: Path) -> None:
    def stop(stage: str, _share: float, /) -> None:
        if stage == "guests":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written_store(source, target, SHARDS, seed=1, threads=1, replace_old=True, progress=stop)
    assert is_unfinished(target)


@pytest.mark.parametrize("change", ["seed", "count", "limit", "base", "program"])
def test_of_another_build_nothing_is_gone_on_with_and_nothing_is_thrown_away_unasked(
    change: str, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, target = shutil.copytree(source, tmp_path / "p"), tmp_path / "s"
    interrupted(own, target)
    seed, shards, limit = 1, SHARDS, 1.0
    if change == "seed":
        seed = 2
    elif change == "count":
        shards = 3
    elif change == "limit":
        limit = 0.3
    elif change == "base":
        text = (own / "manifest.json").read_text(encoding="utf-8")
        (own / "manifest.json").write_text(text.replace('"name": "', '"name": "other '), encoding="utf-8")
    else:
        monkeypatch.setattr(building, "program_digest", lambda: "another")
    left = contents(unfinished_at(target))
    with pytest.raises(InputError) as caught:
        write(own, target, shards, seed, limit)
    assert caught.value.problems[0].key == "shards-other-unfinished"
    assert contents(unfinished_at(target)) == left
    worked = counting(monkeypatch)
    write(own, target, shards, seed, limit, afresh=True)
    assert worked.count("route") == 1
    assert sorted(file.name for file in tmp_path.iterdir()) == ["p", "s"]


def test_what_is_left_waits_a_week(source: Path, tmp_path: Path) -> None:
    interrupted(source, tmp_path / "s")
    mark = unfinished_at(tmp_path / "s") / scratch._GOES_ON
    days = 24 * 3600
    for age, waits in ((6 * days, True), (8 * days, False)):
        os.utime(mark, (time.time() - age, time.time() - age))
        scratch.sweep(tmp_path)
        assert is_unfinished(tmp_path / "s") == waits


def test_a_folder_that_is_not_ours_is_left_alone(source: Path, tmp_path: Path) -> None:
    place = unfinished_at(tmp_path / "s")
    place.mkdir()
    (place / "letter.txt").write_text("dear")
    scratch.sweep(tmp_path)
    assert (place / "letter.txt").read_text() == "dear"
    begin_afresh(tmp_path / "s")
    write(source, tmp_path / "s")
    assert (tmp_path / "s").is_dir()
    assert (place / "letter.txt").read_text() == "dear"


def test_a_disk_that_is_full_on_the_way_costs_what_was_being_written_only(
    source: Path, whole: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = write_world

    def full(folder: Path, *given: object) -> None:
        if "sample" in folder.name:
            raise OSError(28, "No space left on device")
        made(folder, *given)  # type: ignore[arg-type]

    with monkeypatch.context() as disk:
        disk.setattr("analysis.shards.build_steps.write_world", full)
        with pytest.raises(InputError) as caught:
            write(source, tmp_path / "s")
    assert caught.value.problems[0].key == "report-cannot-write"
    worked = counting(monkeypatch)
    write(source, tmp_path / "s")
    assert (worked.count("route"), worked.count("part"), worked.count("world")) == (0, 0, 5)
    assert contents(tmp_path / "s") == whole
