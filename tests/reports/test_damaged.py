"""A report that was damaged on the way, by chance or on purpose, is read or refused in a sentence: never anything else."""

from __future__ import annotations

import io
import shutil
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest
from click.testing import CliRunner

from cli import cli
from data.errors import InputError
from data.synthetic.generator import synthesise
from reports.formats import CSV, FORMATS, XLSX
from reports.verify.report_reader import read_report, tampered

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

MUTATIONS = {"pdf": 8, "html": 40, "xlsx": 80, "csv": 80, "json": 80, "zip": 40}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    synthesise(folder / "base", subscribers=1000, seed=7)
    for form in FORMATS:
        words = ["report", "--population", str(folder / "base"), "--draws", "0", "--horizon", "3", "--format", form]
        done = CliRunner().invoke(cli, [*words, "--date", "2026-11-22", "--out", str(folder / f"r.{form}")])
        assert done.exit_code == 0, done.output
    with zipfile.ZipFile(folder / "r.zip", "w") as packed:
        for file in (folder / "r.csv").iterdir():
            packed.write(file, file.name)
    return folder


def verify(path: Path) -> Result:
    return CliRunner().invoke(cli, ["verify", str(path)])


def damaged(data: bytes, chance: np.random.Generator) -> bytes:
    """Spoil bytes in one of six ways: a bit, a run, a cut, a hole, a piece twice, a number that is another."""
    at, length = int(chance.integers(len(data))), int(chance.integers(1, 40))
    way = int(chance.integers(6))
    if way == 0:
        return data[:at] + bytes([data[at] ^ (1 << int(chance.integers(8)))]) + data[at + 1 :]
    if way == 1:
        return data[:at] + chance.bytes(length) + data[at + length :]
    if way == 2:
        return data[:at]
    if way == 3:
        return data[:at] + data[at + length :]
    if way == 4:
        return data[: at + length] + data[at:]
    digits = [place for place in range(at, min(at + 400, len(data))) if data[place : place + 1].isdigit()]
    place = digits[0] if digits else at
    return data[:place] + str(int(chance.integers(10**18))).encode() + data[place + 1 :]


def inside_out(data: bytes, chance: np.random.Generator) -> bytes:
    """Spoil one member of a packed file and pack it again, so that the damage passes the check sum of the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = sorted(parts)[int(chance.integers(len(parts)))]
    parts[name] = damaged(parts[name], chance)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for member, content in parts.items():
            packed.writestr(member, content)
    return target.getvalue()


@pytest.mark.parametrize(("form", "times"), MUTATIONS.items())
def test_a_damaged_report_is_read_or_refused_in_a_sentence(made: Path, tmp_path: Path, form: str, times: int) -> None:
    chance, refused = np.random.default_rng(11), 0
    for nth in range(times):
        target = tmp_path / f"r.{form}"
        if form == CSV:
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(made / "r.csv", target)
            names = sorted(file.name for file in target.iterdir())
            file = target / ("record.csv" if nth % 2 else names[int(chance.integers(len(names)))])
            file.write_bytes(damaged(file.read_bytes(), chance))
        else:
            whole = (made / f"r.{form}").read_bytes()
            spoil = inside_out if form in (XLSX, "zip") and nth % 2 else damaged
            target.write_bytes(spoil(whole, chance))
        try:
            tampered(read_report(target, whole=True))
        except InputError:
            refused += 1
    assert refused, "some damage is more than can be read"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("nowhere.pdf", None, "There is no file or folder"),
        ("text.pdf", "Отчёт".encode("cp1251"), "is no report of ours"),
        ("empty.json", b"", "is no report of ours"),
        ("picture.png", b"\x89PNG\r\n\x1a\n", "is no report of ours"),
        ("list.json", b"[1, 2]", "is no report of ours"),
        ("cut.xlsx", b"PK\x03\x04cut", "cannot be read"),
    ],
)
def test_what_is_no_report_is_told_in_one_sentence(tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = verify(tmp_path / name)
    assert done.exit_code == 1
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert name in done.stderr


def archive(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return target.getvalue()


def test_another_archive_and_an_open_document_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "any.zip").write_bytes(archive(a=b"1"))
    (tmp_path / "sheet.ods").write_bytes(archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"))
    assert "is no report of ours" in verify(tmp_path / "any.zip").stderr
    assert "OpenDocument" in verify(tmp_path / "sheet.ods").stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_that_defines_entities_is_refused(made: Path, tmp_path: Path, encoding: str) -> None:
    with zipfile.ZipFile(made / "r.xlsx") as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    (tmp_path / "r.xlsx").write_bytes(archive(**parts | {"docProps/core.xml": text.encode(encoding)}))
    done = verify(tmp_path / "r.xlsx")
    assert done.exit_code == 1
    assert "DOCTYPE" in done.stderr


@pytest.mark.parametrize("seed", ["-1", "1" + "0" * 30, "1.5", '"1"', "true", "null"])
@pytest.mark.parametrize("name", ["seed", "draws", "horizon_months"])
def test_a_record_that_asks_for_an_impossible_run_is_a_sentence(made: Path, tmp_path: Path, name: str, seed: str) -> None:
    text = (made / "r.json").read_text(encoding="utf-8")
    head, _, tail = text.rpartition(f'"{name}": ')
    (tmp_path / "r.json").write_text(f'{head}"{name}": {seed}{tail[tail.index(",") :]}', encoding="utf-8")
    done = CliRunner().invoke(cli, ["verify", str(tmp_path / "r.json"), "--population", str(made / "base")])
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert done.stderr.startswith("Error: ")
