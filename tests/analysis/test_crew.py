"""A crew gives what one process gives, whoever of it is there, and leaves nobody behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from analysis.crew import Crew
from analysis.decide.candidates import Goal
from analysis.decide.search import Scorer
from analysis.decide.what_if import WhatIf
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import Rules, make_rules
from analysis.simulate import simulate
from tests.conftest import ROOT

if TYPE_CHECKING:
    from analysis.world.world import World

PATIENCE_S = 60.0


def times(held: int, item: int) -> tuple[int, int]:
    """Return a product, and who worked it out."""
    if item < 0:
        raise ValueError(item)
    return held * item, os.getpid()


def crew_of(threads: int) -> Crew[int, int, tuple[int, int]]:
    """Return a crew of which everybody is ready."""
    crew = Crew(times, 3, threads)
    end = time.monotonic() + PATIENCE_S
    while not all(other.is_ready() for other in crew._others):
        assert time.monotonic() < end
        time.sleep(0.05)
    return crew


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_a_crew_does_every_item_once_and_in_order_and_shares_them(count: int) -> None:
    with crew_of(3) as crew:
        found = crew.each(range(count))
    assert [product for product, _ in found] == [3 * item for item in range(count)]
    assert len({who for _, who in found}) == min(count, 3)


def test_what_another_process_leaves_undone_is_done_here() -> None:
    with crew_of(2) as crew:
        pid = crew._others[0]._process.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        found = crew.each(range(8))
        again = crew.each(range(4))
    assert [product for product, _ in (*found, *again)] == [3 * item for item in (*range(8), *range(4))]
    assert {who for _, who in (*found, *again)} == {os.getpid()}


def test_what_goes_wrong_is_told_as_it_is_without_a_crew() -> None:
    with crew_of(2) as crew:
        with pytest.raises(ValueError, match="-2"):
            crew.each([1, -2])
        with pytest.raises(ValueError, match="-1"):
            crew.each([-1, 2])


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for processes by number")
def test_others_end_with_the_process_that_began_them_however_that_ends() -> None:
    code = "from tests.analysis.test_crew import crew_of; print(crew_of(2)._others[0]._process.pid, flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        other = int(first.stdout.readline())
        first.kill()
    end = time.monotonic() + PATIENCE_S
    with suppress(ProcessLookupError):
        while time.monotonic() < end:
            os.kill(other, 0)
            time.sleep(0.05)
        pytest.fail("it lives on")


def test_rules_are_worth_the_same_with_a_crew(world: World) -> None:
    asked = WhatIf(world, simulate(world, Rules(), assumptions_for(world, {}), cuts=False).question)
    alone, helped = (Scorer(world, asked, 6, 1, Goal("expected")) for _ in range(2))
    tried = [make_rules({"monthly_cap_gb": cap}) for cap in (1.0, 5.0, None)]
    with helped.with_crew(2):
        crew = helped._crew
        assert crew is not None
        end = time.monotonic() + PATIENCE_S
        while not crew._others[0].is_ready():
            assert time.monotonic() < end
            time.sleep(0.05)
        found = [helped.score(rules, nth, 1) for nth, rules in enumerate(tried)]
    assert found == [alone.score(rules, nth, 1) for nth, rules in enumerate(tried)]
