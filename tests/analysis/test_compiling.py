"""What is compiled ahead is what a base then asks for, by processes that end with whoever began them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from analysis import compiling
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KERNELS = {
    "on": ("allocate.allocate", "effects.changes", "projection.by_person", "projection.project", "sums.sum_rows"),
    "off": ("projection.by_person", "projection.project", "sums.sum_rows"),
}
# Answers for nobody and for a base, each in a process that compiles for itself, and prints what was compiled for which types.
ASK = f"""
KERNELS = {KERNELS}
import sys
from pathlib import Path
from analysis.kernels import allocate, effects, projection, sums
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare
question, path = sys.argv[1:]
if path:
    world = prepare(Path(path))
    simulate(world, make_rules({{"enabled": question == "on"}}), assumptions_for(world, {{}}), cuts=False)
else:
    from analysis.compiling import compile_for
    compile_for(question)
for name in KERNELS[question]:
    module, _, kernel = name.partition(".")
    print(name, getattr(globals()[module], kernel).signatures)
"""


def told(question: str, path: str) -> str:
    done = subprocess.run([sys.executable, "-c", ASK, question, path], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("question", compiling.QUESTIONS)
def test_what_is_compiled_for_nobody_is_what_a_base_asks_for(question: str, population: Path) -> None:
    ahead = told(question, "")
    assert "[]" not in ahead
    assert ahead == told(question, str(population))


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(compiling, "_is_compiled", lambda: False)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    yield
    compiling.end()


@pytest.mark.usefixtures("slow")
def test_what_was_begun_ends_with_the_server() -> None:
    compiling.begin()
    begun = tuple(compiling._begun)
    assert [process.poll() for process in begun] == [None, None]
    compiling.end()
    assert all(process.returncode for process in begun)
    assert compiling._begun == []


@pytest.mark.usefixtures("slow")
def test_what_was_begun_ends_when_the_server_is_gone_without_a_word() -> None:
    compiling.begin()
    begun = tuple(compiling._begun)
    for process in begun:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait(60) for process in begun] == [1, 1]


def test_nothing_is_begun_where_all_is_compiled_or_there_is_one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "_is_compiled", lambda: True)
    assert not compiling.begin()
    assert compiling._begun == []
    monkeypatch.setattr(compiling, "_is_compiled", lambda: False)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert not compiling.begin()
    assert compiling._begun == []
    compiling.wait()


@pytest.mark.usefixtures("slow")
def test_who_waits_waits_until_it_is_compiled() -> None:
    compiling.begin()
    begun = tuple(compiling._begun)
    compiling.wait()
    assert [process.returncode for process in begun] == [0, 0]


TOY = """
import os, sys
from numba import njit
from data.compiled import is_kept

def fresh(x):
    return x + 1

kernel, never = njit(cache=True)(fresh), njit(fresh)
told = [is_kept(kernel), is_kept(never)]
kernel(1)
told.append(is_kept(kernel))
source = kernel.py_func.__code__.co_filename
os.utime(source, (2e9, 2e9))
print(*told, is_kept(kernel))
"""


def test_code_is_kept_once_it_was_compiled_until_its_source_changes(tmp_path: Path) -> None:
    (tmp_path / "toy.py").write_text(TOY)
    own = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path / "kept"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, tmp_path / "toy.py"], env=own, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "True", "False"]
