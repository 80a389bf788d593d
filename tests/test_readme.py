"""The README shows commands with their output, and the output is true; `python -m tests.test_readme` writes it anew."""

from __future__ import annotations

import re
import shlex
import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner

from cli import cli
from data.synthetic.generator import synthesise
from tests.conftest import ROOT

README = ROOT / "README.md"
SHOWN = re.compile(r"(\$ python cli\.py (simulate [^\n]*)\n)([^`]*?)(```)")


def with_outputs(text: str, base: Path) -> str:
    """Return the text with the output of each `simulate` command run on the default base."""

    def answer(found: re.Match[str]) -> str:
        words = [str(base) if word == "populations/default" else word for word in shlex.split(found[2])]
        done = CliRunner().invoke(cli, words)
        assert done.exit_code == 0, done.output
        return found[1] + done.stdout + found[4]

    return SHOWN.sub(answer, text)


def test_the_readme_shows_what_the_commands_print(default_base: Path) -> None:
    text = README.read_text(encoding="utf-8")
    assert len(SHOWN.findall(text)) == 1
    assert with_outputs(text, default_base) == text


def test_the_readme_fits_two_screens_and_its_links_lead_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80
    assert [link for link in re.findall(r"\]\(([^)]+)\)", text) if not (ROOT / link).exists()] == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        synthesise(Path(scratch) / "base")
        README.write_text(with_outputs(README.read_text(encoding="utf-8"), Path(scratch) / "base"), encoding="utf-8")
    sys.exit(0)
