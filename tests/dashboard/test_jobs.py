"""Long work on a thread of its own: progress, cancelling, failing, waiting for a turn."""

from __future__ import annotations

import subprocess
import sys
import threading
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from dashboard.background.jobs import AT_ONCE, Job, State
from dashboard.bases.claims import is_free
from dashboard.bases.new_base import Recipe, build
from data.errors import InputError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from data.progress import Progress

LONG = 30.0


def endless(progress: Progress) -> None:
    while True:
        progress("load", 0.5)
        threading.Event().wait(0.01)


def started(job: Job[None]) -> Job[None]:
    job.start()
    return job


def wait_until_running(job: Job[None]) -> None:
    for _ in range(500):
        if job.state is State.RUNNING and job.stage == "load":
            return
        job.wait(0.01)
    pytest.fail("the job did not begin within five seconds")


def test_a_job_that_ends_has_its_result() -> None:
    job = Job("build", "one", lambda _: 42)
    job.start()
    job.wait(LONG)
    assert (job.state, job.result) == (State.DONE, 42)


def test_a_job_tells_how_long_it_will_take_as_it_goes_since_its_first_report(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("dashboard.background.jobs.time", SimpleNamespace(monotonic=lambda: clock[0]))
    told: list[float | None] = []

    def work(progress: Progress) -> None:
        for seconds, share in ((5.0, 0.1), (1.0, 0.3), (1.0, 0.4)):  # the first five seconds made ready
            clock[0] += seconds
            progress("load", share)
            told.append(job.seconds_left)
        clock[0] += 1.5
        told.append(job.seconds_left)
        clock[0] += 10.0
        told.append(job.seconds_left)

    job = Job("build", "one", work)
    assert job.seconds_left is None
    job.start()
    job.wait(LONG)
    assert told == [None, pytest.approx(3.5), pytest.approx(4.0), pytest.approx(2.5), 0.0]


def test_a_cancelled_job_ends_at_its_next_report() -> None:
    job = started(Job("build", "one", endless))
    wait_until_running(job)
    assert job.share == 0.5
    job.cancel()
    assert job.is_cancelling or not job.is_active
    job.wait(LONG)
    assert job.state is State.CANCELLED


def test_work_that_is_written_already_is_not_called_cancelled() -> None:
    written = threading.Event()
    told = threading.Event()

    def work(progress: Progress) -> str:
        written.set()
        told.wait(LONG)
        progress("done", 1.0)
        return "there"

    job = Job("build", "one", work)
    job.start()
    written.wait(LONG)
    job.cancel()
    told.set()
    job.wait(LONG)
    assert (job.state, job.result) == (State.DONE, "there")


def test_a_failed_job_says_why() -> None:
    def work(_: Progress) -> None:
        raise InputError.one("no-such-folder", path="/nowhere")

    job = started(Job("folder", "one", work))
    job.wait(LONG)
    assert job.state is State.FAILED
    assert [problem.key for problem in job.problems] == ["no-such-folder"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_defect_of_ours_is_not_taken_for_a_fault_of_the_data() -> None:
    def work(_: Progress) -> None:
        raise ZeroDivisionError

    job = started(Job("build", "one", work))
    job.wait(LONG)
    assert job.state is State.BROKEN
    assert not job.is_active


def test_more_jobs_than_turns_wait_and_can_be_cancelled_while_waiting() -> None:
    at_work = [started(Job("build", str(nth), endless)) for nth in range(AT_ONCE)]
    for job in at_work:
        wait_until_running(job)
    late = started(Job("build", "late", endless))
    late.wait(0.3)
    before = late.state
    late.cancel()
    late.wait(LONG)
    assert [before, late.state] == [State.WAITING, State.CANCELLED]
    for job in at_work:
        job.cancel()
        job.wait(LONG)
    assert {job.state for job in at_work} == {State.CANCELLED}


def test_a_build_cancelled_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    seen: list[str] = []

    def work(progress: Progress) -> None:
        def report(stage: str, share: float, /) -> None:
            seen.append(stage)
            if stage == "write":
                job.cancel()
            progress(stage, share)

        build(tmp_path, "half", Recipe("russia", "T2", 400, 1), report)

    job = Job("build", "half", work)
    job.start()
    job.wait(LONG)
    assert job.state is State.CANCELLED
    assert "write" in seen
    assert list(tmp_path.iterdir()) == []


def test_two_builds_at_once_both_end_well(tmp_path: Path) -> None:
    recipe = Recipe("russia", "T2", 2000, 1)
    jobs = [Job("build", name, partial(build, tmp_path, name, recipe)) for name in ("left", "right")]
    for job in jobs:
        job.start()
    for job in jobs:
        job.wait(300)
    assert [job.state for job in jobs] == [State.DONE, State.DONE]
    stamps = {job.result.manifest.fingerprint for job in jobs if job.result}
    assert len(stamps) == 1, "one seed gives one base, whoever else is building"


def test_of_two_builds_of_one_name_one_is_refused(tmp_path: Path) -> None:
    build(tmp_path, "mine", Recipe("russia", "T2", 400, 1), lambda *_: None)
    before = (tmp_path / "mine" / "manifest.json").read_text()
    with pytest.raises(InputError, match="base-exists"):
        build(tmp_path, "mine", Recipe("russia", "T2", 400, 2), lambda *_: None)
    assert (tmp_path / "mine" / "manifest.json").read_text() == before


@pytest.mark.skipif(sys.platform == "win32", reason="folders can be held on POSIX only")
def test_the_name_of_a_build_that_was_killed_is_free_again_and_that_of_a_running_one_is_not(tmp_path: Path) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom dashboard.bases.new_base import Recipe, build\n"
        "def report(stage, share):\n    if stage == 'write':\n        print(flush=True)\n        time.sleep(600)\n"
        "build(Path(sys.argv[1]), 'mine', Recipe('russia', 'T2', 400, 1), report)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE) as builder:
        try:
            assert builder.stdout is not None
            assert builder.stdout.readline()
            assert not is_free(tmp_path / "mine")
            with pytest.raises(InputError, match="base-exists"):
                build(tmp_path, "mine", Recipe("russia", "T2", 400, 2), lambda *_: None)
        finally:
            builder.kill()
    assert (tmp_path / "mine").is_dir()
    assert is_free(tmp_path / "mine")
    made = build(tmp_path, "mine", Recipe("russia", "T2", 400, 2), lambda *_: None)
    assert made.manifest.fingerprint
    assert not is_free(tmp_path / "mine")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_an_empty_name_is_free_and_one_of_a_file_or_of_a_folder_with_anything_in_it_is_not(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    assert [is_free(tmp_path / name) for name in ("new", "file", "full")] == [True, False, False]
    for name in ("file", "full"):
        with pytest.raises(InputError, match="base-exists"):
            build(tmp_path, name, Recipe("russia", "T2", 400, 2), lambda *_: None)
    assert (tmp_path / "full" / "notes.txt").read_text() == "mine"
