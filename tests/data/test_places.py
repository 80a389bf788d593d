"""What is written is whole or not there, and nothing that is not ours is ever replaced."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import pytest

from data.database import storage
from data.database.scratch import sweep
from data.errors import InputError
from data.files.places import whole_folder, write_file
from data.importing.importer import import_population
from data.population.folder import open_population
from data.population.target import check_target
from data.synthetic.generator import synthesise
from tests.conftest import ROOT, contents
from tests.data.tiny import write_tiny

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

posix = pytest.mark.skipif(os.name == "nt", reason="signals, modes and links are POSIX")


def ours(_: Path) -> str:
    return ""


def told(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [problem.key for problem in error.value.problems]


def same(path: Path) -> Path:
    return path


def dotted(path: Path) -> Path:
    return path / ".." / path.name


def linked(path: Path) -> Path:
    link = path.parent / "link"
    link.symlink_to(path)
    return link


@posix
@pytest.mark.parametrize("named", [same, dotted, linked])
def test_an_import_never_replaces_its_own_source(tmp_path: Path, named: Callable[[Path], Path]) -> None:
    source = tmp_path / "mine"
    synthesise(source, 400)
    before = contents(source)
    with pytest.raises(InputError) as error:
        import_population(source, "schema", named(source))
    assert told(error) == ["target-is-source"]
    assert contents(source) == before


def test_an_import_never_replaces_a_folder_that_holds_its_source(tmp_path: Path) -> None:
    above, source = tmp_path / "par", tmp_path / "par" / "src"
    synthesise(above, 400)
    write_tiny(source)
    before = contents(above)
    with pytest.raises(InputError) as error:
        import_population(source, "schema", above)
    assert told(error) == ["target-is-source"]
    assert contents(above) == before


def test_a_base_inside_the_source_is_replaced_only_where_nothing_is_read_from_it(tmp_path: Path) -> None:
    synthesise(tmp_path / "base", 400)
    check_target(tmp_path / "base", replace=True, source=tmp_path, patterns=["usage.*", "other/*.csv"])
    with pytest.raises(InputError) as error:
        check_target(tmp_path / "base", replace=True, source=tmp_path, patterns=["*/usage.*"])
    assert told(error) == ["target-is-source"]


def a_note(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine")


def a_folder(folder: Path) -> None:
    (folder / "raw").mkdir()
    (folder / "raw" / "dump.csv").write_text("mine")


def something_kept(folder: Path) -> None:
    (folder / ".prepared").mkdir()
    (folder / ".prepared" / "thesis.doc").write_text("mine")


def another_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"name": "my pwa"}')


def a_table_as_text(folder: Path) -> None:
    (folder / "plans.csv").write_text("plan_id\n")


@pytest.mark.parametrize("foreign", [a_note, a_folder, something_kept, another_manifest, a_table_as_text])
def test_a_population_with_anything_else_in_it_is_not_replaced(tmp_path: Path, foreign: Callable[[Path], None]) -> None:
    base = tmp_path / "base"
    synthesise(base, 400)
    foreign(base)
    before = contents(base)
    with pytest.raises(InputError) as error:
        synthesise(base, 400, seed=2)
    assert told(error) == ["target-not-a-population"]
    assert contents(base) == before
    assert [path.name for path in tmp_path.iterdir()] == ["base"]


def test_tables_with_a_manifest_written_by_hand_are_somebodys_source(tmp_path: Path) -> None:
    synthesise(tmp_path / "base", 400)
    manifest = tmp_path / "base" / "manifest.json"
    manifest.write_text('{"name": "mine", "currency": "RUB", "source": "own", "schema_version": 1}')
    with pytest.raises(InputError) as error:
        synthesise(tmp_path / "base", 400)
    assert told(error) == ["target-not-a-population"]


def test_what_comes_to_stand_there_meanwhile_is_not_replaced_either(tmp_path: Path) -> None:
    def check() -> None:
        if (tmp_path / "new").exists():
            raise InputError.one("report-folder-taken", path="new")

    def write() -> None:
        with whole_folder(tmp_path / "new", check):
            (tmp_path / "new").mkdir()
            (tmp_path / "new" / "thesis.txt").write_text("mine")

    with pytest.raises(InputError):
        write()
    assert (tmp_path / "new" / "thesis.txt").read_text() == "mine"


KILLED = """
import os, signal, sys
from pathlib import Path
from data.synthetic.generator import synthesise
renames, count = Path.rename, [0]
def rename(self, target):
    if "base" in (self.name, Path(target).name):
        count[0] += 1
        if count[0] == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
    return renames(self, target)
Path.rename = rename
synthesise(Path(sys.argv[1]), 400, seed=2)
"""


@posix
@pytest.mark.parametrize("nth", ["1", "2"])
def test_a_kill_at_either_rename_leaves_a_whole_base_at_the_next_start(tmp_path: Path, nth: str) -> None:
    before = synthesise(tmp_path / "base", 400, seed=1).fingerprint
    ended = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "base"), nth], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert (tmp_path / "base").exists() == (nth == "1")
    assert open_population(tmp_path / "base").manifest.fingerprint == before
    synthesise(tmp_path / "other", 400)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base", "other"]


@posix
def test_what_a_killed_run_left_is_cleared_and_what_a_running_one_holds_is_not(tmp_path: Path) -> None:
    code = "import sys, time\nfrom pathlib import Path\nfrom data.database.scratch import Scratch\n"
    code += "room = Scratch(Path(sys.argv[1]), 'x')\nprint(room.path, flush=True)\ntime.sleep(600)"
    runs = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE) for _ in "12"]
    try:
        for run in runs:
            assert run.stdout is not None
            assert run.stdout.readline()
        foreign = tmp_path / ".mine.transfer-impact"
        foreign.mkdir()
        (foreign / "thesis.txt").write_text("mine")
        runs[0].kill()
        runs[0].wait()
        synthesise(tmp_path / "base", 400)
        assert len([path for path in tmp_path.glob(".x-*") if (path / "new").is_dir()]) == 1
        assert (foreign / "thesis.txt").read_text() == "mine"
    finally:
        for run in runs:
            run.kill()
            run.wait()
            if run.stdout is not None:
                run.stdout.close()


@posix
@pytest.mark.parametrize(("umask", "mode"), [(0o077, 0o700), (0o027, 0o750), (0o022, 0o755)])
def test_a_base_and_a_report_are_as_open_as_the_person_said(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        synthesise(tmp_path / "base", 400)
        write_file(tmp_path / "a.json", b"{}", ours)
    finally:
        os.umask(before)
    assert (tmp_path / "base").stat().st_mode & 0o777 == mode
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == mode & 0o666


@posix
def test_what_replaces_something_is_no_more_open_than_that_was(tmp_path: Path) -> None:
    synthesise(tmp_path / "base", 400)
    (tmp_path / "base").chmod(0o700)
    synthesise(tmp_path / "base", 400, seed=2)
    write_file(tmp_path / "a.json", b"1", ours)
    (tmp_path / "a.json").chmod(0o600)
    write_file(tmp_path / "a.json", b"2", ours)
    assert ((tmp_path / "base").stat().st_mode & 0o777, (tmp_path / "a.json").stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_full_disk_is_told_and_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = synthesise(tmp_path / "base", 400).fingerprint

    def full(*_: object) -> str:
        raise duckdb.IOException('IO Error: Could not write file "x": No space left on device')

    monkeypatch.setattr(storage, "tables", full)
    with pytest.raises(InputError) as error:
        synthesise(tmp_path / "base", 400, seed=2)
    assert error.value.problems[0].facts["reason"] == "No space left on device"
    assert open_population(tmp_path / "base").manifest.fingerprint == before
    assert [path.name for path in tmp_path.iterdir()] == ["base"]


INTERRUPTED = """
import os, signal, sys
from pathlib import Path
from data.database.scratch import Scratch
def audit(event, arguments):
    if event in ("os.remove", "os.rmdir", "os.mkdir", "os.rename"):
        counted[0] += 1
        if counted[0] == int(sys.argv[2]):
            os.kill(os.getpid(), getattr(signal, sys.argv[3]))
counted = [0]
sys.addaudithook(audit)
room = Scratch(Path(sys.argv[1]), "x")
try:
    (room.path / "content").write_text("1")
    (room.path.parent / "more").mkdir()
finally:
    room.close()
sys.exit(3)
"""
STEPS = 9  # folders and files made, renamed and removed in the above: the folder's first and last step are 1 and 9
A_DAY_AGO = -25 * 3600.0


def interrupted(folder: Path, nth: int, sign: str) -> int:
    command = [sys.executable, "-c", INTERRUPTED, str(folder), str(nth), sign]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True).returncode


@posix
def test_ctrl_c_at_any_step_of_making_or_removing_a_scratch_folder_leaves_none(tmp_path: Path) -> None:
    for nth in range(1, STEPS + 1):
        assert interrupted(tmp_path, nth, "SIGINT") == -signal.SIGINT
        assert list(tmp_path.iterdir()) == []
    assert interrupted(tmp_path, STEPS + 1, "SIGINT") == 3


@posix
@pytest.mark.parametrize("nth", range(2, STEPS + 1))
def test_what_a_kill_at_any_step_leaves_of_a_scratch_folder_is_cleared_by_a_later_run(tmp_path: Path, nth: int) -> None:
    assert interrupted(tmp_path, nth, "SIGKILL") == -signal.SIGKILL
    (left,) = tmp_path.iterdir()
    sweep(tmp_path)
    # Of the very first and the very last step no mark tells that it is nobody's any more: there its age does.
    assert left.exists() == (nth in (2, STEPS))
    if left.exists():
        then = left.stat().st_mtime + A_DAY_AGO
        os.utime(left, (then, then))
        sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []
