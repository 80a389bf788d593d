"""Random bases through kernels that look before they read: what lies beyond an array is nobody's, and has answered before.

Compiled code does not look. Where it reads too far it finds what an earlier question left there, mostly zeros.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.conftest import ROOT
from tests.soak.part import Came, dice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# The engine beside its plain reference, and beside itself in shards.
SESSIONS = (
    "tests/analysis/shards/test_sum_of_shards.py",
    "tests/reference/test_engine_agrees.py",
    "tests/reference/test_reselling_agrees.py",
    "tests/reference/test_pilot_agrees.py",
)
BASES = "20"  # of each random test in a session
PATIENCE_S = 900.0


class Edges:
    """A session of random bases and rules is one case; the first of them compiles."""

    name, planned, share = "edges", 12, 0.3

    @contextmanager
    def stage(self, folder: Path, seed: int) -> Iterator[Callable[[int], Came]]:
        """Give kernels a folder of their own: those of others do not look."""
        told = {"NUMBA_BOUNDSCHECK": "1", "NUMBA_CACHE_DIR": str(folder / "compiled"), "TRANSFER_IMPACT_EXAMPLES": BASES}
        yield lambda number: self._case(told, seed, number)

    def _case(self, told: dict[str, str], seed: int, number: int) -> Came:
        chosen = dice(seed, self.name, number)
        # What memory holds that is handed out, so that what is read too early differs from case to case.
        told = told | {"MALLOC_PERTURB_": str(chosen.randrange(1, 256))}
        session = SESSIONS[number % len(SESSIONS)]
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", "long or not long", session]
        done = subprocess.run(
            [*command, f"--hypothesis-seed={chosen.randrange(2**32)}"],
            cwd=ROOT, env=os.environ | told, capture_output=True, text=True, timeout=PATIENCE_S, check=False,
        )  # fmt: skip
        return Came("held") if done.returncode == 0 else Came("failed", f"{session}: {done.stdout[-900:]}")
