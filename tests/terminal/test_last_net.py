"""Whatever happens, a person reads a sentence: no traceback, no half of an output, in any encoding."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from data import compiled
from reports.failure import failure_text
from terminal.commands import cli
from terminal.console.common import Family
from terminal.console.streams import escaped, make_streams_forgiving
from tests.conftest import ROOT
from wording.latin import nearest_ascii

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = "79161234567"


def printed(words: tuple[str, ...], encoding: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what a command prints into a file of an encoding."""
    out, said = (TextIOWrapper(BytesIO(), encoding=encoding, newline="") for _ in "12")
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", out)
        patched.setattr(sys, "stderr", said)
        make_streams_forgiving()
        assert cli.main(list(words), standalone_mode=False) is None
        out.flush()
    content = out.buffer
    assert isinstance(content, BytesIO)
    return content.getvalue().decode(encoding)


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251", "cp866", "gbk", "latin-1"])
@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_an_answer_comes_out_whole_in_any_encoding(
    population: Path, encoding: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("simulate", "--population", str(population), "--language", language)
    whole, found = (printed(words, each, monkeypatch).splitlines() for each in ("utf-8", encoding))
    assert len(found) == len(whole) > 5
    assert all(a == b or not a.isascii() for a, b in zip(whole, found, strict=True))


def test_the_minus_becomes_a_hyphen_where_there_is_none(population: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("simulate", "--population", str(population))
    whole = printed(words, "utf-8", monkeypatch)
    assert "−" in whole
    assert printed(words, "cp1252", monkeypatch) == whole.replace("−", "-").replace("→", "->")


@pytest.mark.parametrize("encoding", ["cp1251", "gbk", "latin-1"])
def test_json_is_the_same_json_in_any_encoding(population: Path, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("simulate", "--population", str(population), "--language", "zh", "--json", "-")
    found = printed(words, encoding, monkeypatch)
    assert found.isascii()
    assert json.loads(found) == json.loads(printed(words, "utf-8", monkeypatch))


def test_the_program_itself_prints_into_a_file_of_windows() -> None:
    command = [sys.executable, "cli.py", "rules", "list"]
    said = os.environ | {"PYTHONIOENCODING": "cp866"}
    done = subprocess.run(command, cwd=ROOT, env=said, capture_output=True, check=True)
    assert done.stderr == b""
    assert "fee_per_gb" in done.stdout.decode("cp866")


def test_escaped_json_is_the_same_json() -> None:
    text = json.dumps({"a": "−1 ₽, 中文, 😀, \\u0041"}, ensure_ascii=False)
    assert json.loads(escaped(text)) == json.loads(text)
    assert escaped(text).isascii()


def test_every_character_has_something_in_ascii() -> None:
    assert all(nearest_ascii(chr(code)).isascii() for code in range(0x20, 0x3000))
    assert "".join(map(nearest_ascii, "−5…「Ёж」, Щи\u00a0é")) == "-5...?Yozh?, Shchi e"


def broken() -> None:
    try:
        int(NUMBER + "x")
    except ValueError as error:
        raise KeyError(NUMBER) from error


@click.group(cls=Family)
def family() -> None:
    pass


@family.command("burst")
@click.option("--language")
def burst(language: str) -> None:  # noqa: ARG001 - the family reads it
    broken()


@family.command("stop")
def stop() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("language", "word"), [("en", "defect"), ("ru", "ошибка программы"), ("zh", "缺陷")])
def test_what_nobody_foresaw_is_a_sentence_and_a_file_without_a_value_of_anyone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = CliRunner().invoke(family, ["burst", "--language", language])
    assert done.exit_code == 1
    assert word in done.stderr
    assert "Traceback" not in done.output
    (file,) = tmp_path.iterdir()
    assert str(file) in done.stderr
    text = file.read_text()
    assert NUMBER not in text + done.output
    assert all(part in text for part in ("KeyError", "ValueError", "tests/terminal/test_last_net.py", "in broken", "duckdb: "))


def test_places_of_others_are_told_without_the_folders_they_lie_in() -> None:
    try:
        json.loads("{")
    except ValueError as error:
        text = failure_text(error, "test")
    assert "decoder.py:" in text
    assert sys.base_prefix not in text
    assert str(ROOT) not in text


def test_a_failure_that_cannot_be_written_down_is_told_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    done = CliRunner().invoke(family, ["burst"])
    assert done.exit_code == 1
    assert "could not be written to a file" in done.stderr


def test_ctrl_c_ends_with_130_and_a_word() -> None:
    done = CliRunner().invoke(family, ["stop"])
    assert (done.exit_code, done.stderr) == (130, "Stopped.\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a full disk at hand")  # noqa: PTH110
@pytest.mark.parametrize("unbuffered", ["", pytest.param("1", marks=pytest.mark.long)])
def test_an_output_that_cannot_be_written_is_told_once(population: Path, unbuffered: str) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    for words in (("--help",), ("simulate", "--population", str(population))):
        with open("/dev/full", "wb") as full:  # noqa: PTH123
            command = [sys.executable, "cli.py", *words]
            done = subprocess.run(command, cwd=ROOT, env=environment, stdout=full, stderr=subprocess.PIPE, check=False)
        assert done.returncode == 1
        assert done.stderr.decode() == "Not all of the output could be written: No space left on device.\n"


@pytest.mark.parametrize(("words", "code"), [(["rules", "list"], 0), (["rules", "show", "nowhere"], 1), (["rules", "shw"], 2)])
def test_a_process_ends_with_its_code_once_what_its_commands_left_for_the_end_is_done(words: list[str], code: int) -> None:
    begun = "import atexit, sys; from terminal import commands, last_net; sys.argv[0] = 'cli.py'; commands.cli.callback = left; "
    left = "left = lambda: atexit.register(print, 'done at the end'); "
    command = [sys.executable, "-c", f"{left}{begun}last_net.main()", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert done.stdout.endswith("done at the end\n")


@pytest.mark.parametrize("place", ["--population", "--rules", "--json"])
def test_a_name_of_hundreds_of_letters_is_a_sentence(population: Path, place: str) -> None:
    words = ["simulate", "--population", str(population), place, "n" * 1_100]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 1
    assert "nnnn…nnnn" in done.stderr
    assert len(done.stderr) < 500  # what presets there are is most of it


def test_without_a_place_for_compiled_code_a_private_one_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("NUMBA_CACHE_DIR", "")
    kept = iter([False, True])
    monkeypatch.setattr(compiled, "_is_kept", lambda _: next(kept))
    assert compiled.can_keep(broken)
    (folder,) = tmp_path.iterdir()
    assert os.environ["NUMBA_CACHE_DIR"] == str(folder)
    assert os.name == "nt" or folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_a_folder_others_can_write_to_is_not_trusted_with_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    open_to_all = tmp_path / f"transfer-impact-compiled-{os.getuid()}"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    folder = compiled.private_folder()
    assert folder != open_to_all
    assert folder.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(folder)


def test_without_any_place_the_code_is_compiled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    monkeypatch.setattr(compiled, "_is_kept", lambda _: False)
    assert not compiled.can_keep(broken)
