"""A search goes on from what is whole of its journal, wherever that was cut, and takes no other file for one."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from optuna.storages.journal import JournalFileBackend

from analysis.decide import journal
from analysis.decide.candidates import Goal
from analysis.decide.search import search
from analysis.decide.what_if import WhatIf
from analysis.settings.assumptions import Assumptions
from analysis.settings.rules import Rules
from data.errors import InputError
from tests.terminal.test_commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.world.world import World


def tried(world: World, keep: Path, budget: int) -> int:
    question = WhatIf.on(world, Rules(), Assumptions(), 24)
    return list(search(question, Goal("expected"), budget, 4, keep=keep))[-1].done


@pytest.fixture(scope="module")
def kept(world: World, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file = tmp_path_factory.mktemp("kept") / "a.journal"
    assert tried(world, file, 3) == 3
    return file.read_bytes()


def test_a_journal_cut_anywhere_is_gone_on_with(world: World, kept: bytes, tmp_path: Path) -> None:
    ends = list(itertools.accumulate(len(line) for line in kept.splitlines(keepends=True)))
    cuts = {0, 1, 5, ends[0] - 1, *ends[::4], *(end - 3 for end in ends[::5]), len(kept) - 1}
    for cut in sorted(cuts):
        file = tmp_path / f"{cut}.journal"
        file.write_bytes(kept[:cut])
        assert tried(world, file, 4) == 4
        assert journal.mend(file) == 0


def test_what_is_torn_is_dropped_and_counted_and_what_is_whole_stays(kept: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.journal"
    file.write_bytes(kept + b'{"op_code": 4, "wor')
    assert journal.mend(file) == 1
    assert file.read_bytes() == kept
    lines = kept.splitlines(keepends=True)
    file.write_bytes(b"".join([*lines[:2], b"\x00\x00\n", *lines[3:]]))
    assert journal.mend(file) == len(lines) - 2
    assert file.read_bytes() == b"".join(lines[:2])


def test_a_line_in_which_a_digit_was_turned_is_dropped_with_all_after_it(kept: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.journal"
    lines = kept.splitlines(keepends=True)
    nth = next(nth for nth, line in enumerate(lines) if b'"satisfaction":' in line)
    place = sum(map(len, lines[:nth])) + lines[nth].index(b'"satisfaction":') + len(b'"satisfaction":') + 3
    turned = bytearray(kept)
    turned[place] = ord("7") if turned[place] != ord("7") else ord("3")
    file.write_bytes(turned)
    assert journal.mend(file) == len(lines) - nth
    assert file.read_bytes() == b"".join(lines[:nth])


def test_a_journal_of_earlier_versions_whose_lines_have_no_digest_is_whole(kept: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.journal"
    plain = re.sub(rb',"seal":"[0-9a-f]{16}"', b"", kept)
    assert plain != kept
    file.write_bytes(plain)
    assert journal.mend(file) == 0
    assert file.read_bytes() == plain


@pytest.mark.parametrize("content", [b"years of work", b'{"name": 1}\n', b"\x00"])
def test_a_file_that_is_no_journal_is_left_alone(world: World, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "thesis.txt"
    file.write_bytes(content)
    with pytest.raises(InputError):
        tried(world, file, 2)
    assert file.read_bytes() == content


@pytest.mark.long
def test_the_terminal_tells_what_it_dropped(population: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.journal"
    words = ("decide", "best", "--population", str(population), "--budget", "2", "--draws", "4", "--resume", str(file))
    assert run(*words).exit_code == 0
    file.write_bytes(file.read_bytes() + b'{"op_code"')
    again = run(*words)
    assert again.exit_code == 0
    assert "cut short" in again.stderr


def test_a_disk_that_fills_during_a_search_is_told_and_keeps_what_was_tried(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.journal"
    assert tried(world, file, 2) == 2

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(JournalFileBackend, "append_logs", full)
        with pytest.raises(InputError) as error:
            tried(world, file, 3)
        assert [problem.key for problem in error.value.problems] == ["search-not-kept"]
    assert tried(world, file, 3) == 3
