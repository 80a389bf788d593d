"""A few seconds of each part of the soak, so that it works when it is needed; ten minutes of it are `make soak`."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.soak.child import ran
from tests.soak.flips import KINDS, Flips, damage
from tests.soak.kills import Kills
from tests.soak.links import Links
from tests.soak.part import Came, dice, run
from tests.soak.sessions import Sessions
from tests.soak.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.soak.part import Part

SECONDS = 4.0


@pytest.mark.parametrize(
    "part",
    [
        Settings(),
        Links(),
        Flips(),
        *(pytest.param(part, marks=pytest.mark.long) for part in (Kills(), Sessions(people=3, seconds=2.0))),
    ],
    ids=lambda part: part.name,
)
def test_nothing_is_found_in_a_few_seconds(part: Part, tmp_path: Path) -> None:
    tally = run(part, tmp_path / part.name, seed=1, seconds=SECONDS)
    assert tally.tried > 0
    assert not tally.wrong


def test_a_case_is_the_same_in_every_run_and_apart_from_the_others() -> None:
    assert dice(1, "flips", 7).random() == dice(1, "flips", 7).random()
    assert len({dice(1, part, number).random() for part in ("flips", "kills") for number in range(5)}) == 10


@pytest.mark.parametrize("number", range(12))
def test_damage_changes_the_bytes_and_not_the_time(number: int, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(bytes(range(1, 256)) * 8)
    whole, before = file.read_bytes(), file.stat().st_mtime_ns
    told = damage(file, dice(1, "damage", number))
    assert file.read_bytes() != whole, told
    assert file.stat().st_mtime_ns == before


def test_a_command_that_is_refused_crashes_or_is_killed_is_told_apart(tmp_path: Path) -> None:
    refused = ran(["simulate", "--population", "nowhere"], tmp_path)
    assert (refused.code, refused.breach) == (1, "")
    assert "SIGKILL" in ran(["simulate", "--population", "nowhere"], tmp_path, kill_after=0.0).breach
    (tmp_path / "file").write_text("no database", encoding="utf-8")
    assert ran(["scenarios", "file"], tmp_path).breach == ""
    assert "uncaught" in ran(["scenarios"], tmp_path).breach


def test_every_kind_of_file_is_damaged_within_one_round() -> None:
    assert {KINDS[number % len(KINDS)] for number in range(len(KINDS))} == set(KINDS)


def test_a_part_stops_when_its_time_is_over_and_counts_what_is_wrong(tmp_path: Path) -> None:
    class Odd(Settings):
        planned = 3

        @contextmanager
        def stage(self, folder: Path, seed: int) -> Iterator[Callable[[int], Came]]:
            yield lambda number: Came(f"{folder.name} {seed}", "wrong" if number % 2 else "")

    assert run(Odd(), tmp_path / "all", 1, 60).wrong == {1: "wrong"}
    assert run(Odd(), tmp_path / "one", 1, 60, only=2).tried == 1
    assert run(Odd(), tmp_path / "none", 1, -1).tried == 1
