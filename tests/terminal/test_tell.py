"""What a file holds reaches the terminal as letters: no title is set, no cursor moved, no line forged."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.data.tiny import change, write_tiny
from wording.foreign import visible

if TYPE_CHECKING:
    from pathlib import Path

ESCAPES = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnp\u200b\u2028"


def on_a_terminal(*words: str) -> str:
    """Run a command as somebody at a terminal does and return all that the terminal is sent."""
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "cli.py", *words], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=follower, stderr=follower
    ) as running:
        os.close(follower)
        sent = b""
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            sent += part
        running.wait(300)
    os.close(leader)
    return sent.decode("utf-8", "replace")


def test_cells_plans_and_file_names_steer_no_terminal(tmp_path: Path) -> None:
    base = write_tiny(tmp_path / f"base{ESCAPES[:9]}")
    change(base, "usage", ",9.25,", f",{ESCAPES}[red]x[/red],")
    (base / f"stray{ESCAPES}.csv").write_text("x")
    for words in (("population", "check", str(base)), ("simulate", "--population", str(base)), ("rules", "show", ESCAPES)):
        sent = on_a_terminal(*words)
        for forbidden in ("\x1b]", "\x07", "\x9b", "\x1b[2J", "\u202e", "\u200b", "\u2028"):
            assert forbidden not in sent, (words, forbidden)
        assert "owned" in sent or "base\ufffd" in sent, "it is told, as letters"
    assert "[red]x[/red]" in on_a_terminal("population", "check", str(base)), "and no style either"


def test_every_line_of_every_command_goes_the_one_way() -> None:
    files = [file for file in ROOT.glob("terminal/**/*.py") if file.name != "tell.py"]
    assert len(files) > 8
    loud = [file.name for file in files if any(way in file.read_text() for way in ("click.echo", "secho", "print("))]
    assert loud == ["decide.py"], "tables alone are printed otherwise, of cells without markup"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("1\u00a0234 ₽ – naïve Ёлка 中文 😀", "1\u00a0234 ₽ – naïve Ёлка 中文 😀"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("a\u200cb", "a\ufffdb"),
        ("two\nlines\r\nand\ta tab", "two lines and a tab"),
        ("\x1b[31m\x7f\x00", "\ufffd[31m\ufffd\ufffd"),
        ("north\u200b", "north\ufffd"),
        ("\udcff", "\ufffd"),
    ],
)
def test_letters_stay_and_what_acts_or_hides_is_seen(text: str, shown: str) -> None:
    assert visible(text) == shown
