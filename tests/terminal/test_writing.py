"""Every command that writes: what is not ours is left alone and named, what is ours is replaced, what is refused is told."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from analysis.decide import journal
from tests.conftest import contents
from tests.terminal.test_commands import run

if TYPE_CHECKING:
    from pathlib import Path

SCENARIOS = """
[[scenario]]
name = "korea"
preset = "korea"
"""


@dataclass(frozen=True)
class Command:
    """What is typed, `{base}`, `{batch}` and `{out}` filled in; `made` is what a foreign file or folder stands in for."""

    name: str
    words: tuple[str, ...]
    made: str
    is_folder: bool = False
    replaces: tuple[str, ...] = ()

    def run(self, tmp_path: Path, population: Path, *more: str) -> tuple[int, str]:
        (tmp_path / "scenarios.toml").write_text(SCENARIOS)
        facts = {"base": str(population), "batch": str(tmp_path / "scenarios.toml"), "out": str(tmp_path / "out" / self.made)}
        done = run(*(word.format(**facts) for word in (*self.words, *more)))
        return done.exit_code, done.stderr


ASKED = ("--population", "{base}")
JSON = ("--json", "{out}")
REPORT = ("report", *ASKED, "--draws", "0")
COMMANDS = [
    Command("synth", ("population", "synth", "--subscribers", "400", "--out", "{out}"), "base", True, ("--replace",)),
    Command("import", ("population", "import", "--mapping", "schema", "--out", "{out}", "{base}"), "base", True, ("--replace",)),
    Command("health", ("population", "health", "{base}", *JSON), "a.json"),
    Command("simulate", ("simulate", *ASKED, *JSON), "a.json"),
    Command("rules list", ("rules", "list", *JSON), "a.json"),
    Command("rules show", ("rules", "show", "korea", *JSON), "a.json"),
    Command("one rule", ("rules", "show", "fee_per_gb", *JSON), "a.json"),
    Command("assumptions", ("assumptions", "list", *JSON), "a.json"),
    *(
        Command(form, ("report", *ASKED, "--draws", "0", "--out", "{out}"), f"a.{form}")
        for form in ("html", "xlsx", "json", "pdf")
    ),
    Command("csv", ("report", *ASKED, "--draws", "0", "--format", "csv", "--out", "{out}"), "tables", True),
    Command("batch", ("batch", "{batch}", *ASKED, "--draws", "0", "--format", "json", "--out", "{out}"), "all", True),
    Command("breakeven", ("decide", "breakeven", "fee_per_gb", *ASKED, *JSON), "a.json"),
    Command("best json", ("decide", "best", *ASKED, "--budget", "2", "--draws", "4", *JSON), "a.json"),
    Command("best", ("decide", "best", *ASKED, "--budget", "2", "--draws", "4", "--resume", "{out}"), "a.journal"),
]
FOREIGN = [b"years of work", b'{"name": "my own"}', b'[{"name": "my own"}]', b"PK\x03\x04", b"<html>mine</html>"]
each = pytest.mark.parametrize("command", COMMANDS, ids=[command.name for command in COMMANDS])


@each
@pytest.mark.parametrize("foreign", FOREIGN)
def test_what_this_program_did_not_write_is_left_alone(
    tmp_path: Path, population: Path, command: Command, foreign: bytes
) -> None:
    place = tmp_path / "out" / command.made
    place.parent.mkdir()
    if command.is_folder:
        place.mkdir()
        for name in ("manifest.json", "log.jsonl", "record.csv", "thesis.csv"):
            (place / name).write_bytes(foreign)
    else:
        place.write_bytes(foreign)
    before = contents(tmp_path / "out")
    code, said = command.run(tmp_path, population, *command.replaces)
    assert code == 1
    assert str(place) in said
    assert contents(tmp_path / "out") == before


@each
def test_what_this_program_wrote_is_replaced(tmp_path: Path, population: Path, command: Command) -> None:
    assert command.run(tmp_path, population)[0] == 0
    first = contents(tmp_path / "out")
    assert first
    code, _ = command.run(tmp_path, population, *command.replaces)
    assert code == 0
    assert contents(tmp_path / "out").keys() == first.keys()
    assert [path.name for path in (tmp_path / "out").iterdir()] == [command.made]


@pytest.mark.parametrize("command", COMMANDS[:2], ids=["synth", "import"])
def test_a_population_is_replaced_only_when_asked_and_that_is_told(tmp_path: Path, population: Path, command: Command) -> None:
    assert command.run(tmp_path, population)[0] == 0
    before = contents(tmp_path / "out")
    code, said = command.run(tmp_path, population)
    assert code == 1
    assert "--replace" in said
    assert contents(tmp_path / "out") == before


def test_a_build_told_to_do_nothing_where_one_is_does_nothing(tmp_path: Path) -> None:
    words = ("population", "synth", "--subscribers", "400", "--out", str(tmp_path / "base"))
    assert run(*words).exit_code == 0
    before = contents(tmp_path)
    assert run(*words, "--seed", "2", "--missing").exit_code == 0
    assert contents(tmp_path) == before
    assert "replaced" in run(*words, "--seed", "2", "--replace").stdout


@each
def test_a_place_that_cannot_be_written_is_a_sentence(
    tmp_path: Path, population: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "out").mkdir()
    monkeypatch.setattr(tempfile, "mkdtemp", refused)
    monkeypatch.setattr("pathlib.Path.touch", refused)
    monkeypatch.setattr(journal, "SealedJournal", refused)
    code, said = command.run(tmp_path, population)
    assert code == 1
    assert "Permission denied" in said
    assert "should not have happened" not in said
    assert contents(tmp_path / "out") == {}


@pytest.mark.skipif(os.name == "nt", reason="devices are POSIX")
def test_json_can_go_into_a_device() -> None:
    assert run("rules", "list", "--json", os.devnull).exit_code == 0
