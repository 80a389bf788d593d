"""The rooms of the house: none too full, and no arrow that runs back up, be it between files or between folders."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FLOORS = ("wording", "data", "analysis", "reports", "dashboard", "terminal")
MOST_FILES = 14


def source(folder: Path) -> list[Path]:
    """Return the Python files of a folder that hold code: a room's own docstring file is its sign at the door."""
    return [file for file in folder.glob("*.py") if file.name != "__init__.py"]


@cache
def arrows() -> dict[str, frozenset[str]]:
    """Return by module the modules of ours that it names in an import, those for types alone included."""
    files = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
        for floor in FLOORS
        for file in ROOT.glob(f"{floor}/**/*.py")
    }
    return {name: frozenset(_named(file, files)) - {name} for name, file in files.items()}


def _named(file: Path, known: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found = whole if whole in known else node.module
                if found in known:
                    yield found


def room(module: str) -> str:
    """Return the folder of a module; what stands on a floor itself, beside its rooms, is a room of one file."""
    return module if module.count(".") <= 1 else module.rpartition(".")[0]


@pytest.mark.parametrize("place", [str, room], ids=["files", "rooms"])
def test_nothing_imports_itself_by_a_detour(place: Callable[[str], str]) -> None:
    graph: defaultdict[str, set[str]] = defaultdict(set)
    for module, named in arrows().items():
        graph[place(module)] |= {place(other) for other in named} - {place(module)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_no_room_is_too_full_to_be_looked_over() -> None:
    folders = {file.parent for floor in FLOORS for file in ROOT.glob(f"{floor}/**/*.py")}
    full = {folder.relative_to(ROOT).as_posix(): len(source(folder)) for folder in folders if len(source(folder)) > MOST_FILES}
    assert full == {}


def test_every_room_says_at_its_door_what_it_is() -> None:
    signs = [file for floor in FLOORS for file in ROOT.glob(f"{floor}/**/__init__.py")]
    assert [str(file.parent) for file in signs if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))] == []
