"""The walls of the house: what each room may load, checked in a fresh interpreter as well as by the import contracts."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from terminal.commands import PLACES
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ROOMS = {
    "data": ("analysis", "reports", "dashboard", "terminal", "wording", "streamlit", "plotly", "click", "rich"),
    "analysis.simulate": ("reports", "dashboard", "terminal", "wording", "streamlit", "plotly", "click", "rich"),
    "cli": ("streamlit", "dashboard"),
    "wording": ("data", "analysis", "reports", "dashboard", "streamlit", "plotly"),
}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_loads_only_the_floors_below(room: str) -> None:
    forbidden = ROOMS[room]
    every = [place for place, _ in PLACES.values()] if room == "cli" else []  # commands are loaded when they are asked for
    code = f"import {', '.join(['sys', room, *every])}; print(sorted(m for m in {forbidden!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_sql_file_says_its_grain() -> None:
    files = [*ROOT.glob("data/**/*.sql"), *ROOT.glob("analysis/**/*.sql")]
    assert len(files) > 10
    silent = [file.name for file in files if not file.read_text().startswith("-- Grain:") and "macro" not in file.name]
    assert silent == []


SPARSE = ("pull.py", "ties.py")  # products of sparse arrays are loops of scipy's own: one thread, in the order of the entries


def test_no_sum_depends_on_the_processor_or_on_the_number_of_threads() -> None:
    # Products of whole arrays go to a library whose sums depend on both, and whose threads then keep a core busy with waiting.
    files = [file for folder in ("analysis", "data", "reports") for file in ROOT.glob(f"{folder}/**/*.py")]
    files = [file for file in files if file.name not in SPARSE]
    assert [file.name for file in files if any(map(_product, ast.walk(ast.parse(file.read_text()))))] == []


def _product(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.MatMult)
    return isinstance(node, ast.Attribute) and node.attr in ("dot", "matmul", "inner", "vdot", "tensordot")


def test_no_file_is_two_rooms_in_one() -> None:
    folders = ("analysis", "data", "dashboard", "reports", "terminal", "wording")
    files = [file for folder in folders for file in ROOT.glob(f"{folder}/**/*.py")]
    assert [file.name for file in files if len(file.read_text().splitlines()) > 300] == []


def test_every_lock_holds_what_the_program_itself_needs() -> None:
    def pins(file: Path) -> set[str]:
        return set(re.findall(r"^[\w.\[\]-]+==\S+", file.read_text(encoding="utf-8"), re.MULTILINE))

    needed = pins(ROOT / "requirements.lock")
    assert needed
    for file in ROOT.glob("requirements-*.lock"):
        assert needed - pins(file) == set(), file.name


def test_a_choice_that_may_be_empty_says_so_in_the_readers_language() -> None:
    """Streamlit puts words of its own, in English, where a list of choices has no placeholder."""
    calls = [
        (file.name, node)
        for file in ROOT.glob("dashboard/**/*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    lists = [(name, node) for name, node in calls if isinstance(node.func, ast.Attribute) and node.func.attr == "multiselect"]
    assert len(lists) > 3
    assert [name for name, node in lists if "placeholder" not in {word.arg for word in node.keywords}] == []
