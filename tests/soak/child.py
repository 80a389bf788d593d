"""A command in a process of its own, with everything imported beforehand: it may crash, hang or be killed, and we live on."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.context import ForkServerProcess

PATIENCE_S = 120.0
UNCAUGHT = 70
SAID = (0, 1, 2)  # done, refused in words, refused by the command line's own reader
# A sentence on a defect is better than a traceback, and a finding all the same.
_BREACHES = ("Traceback (most recent call last)", "did not foresee", "it is a defect of the program")
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.soak.child", "cli", "analysis.simulate", "analysis.decide.search", "reports.formats"])


@dataclass(frozen=True)
class Ran:
    """How a command ended: its exit code (a signal below zero, None for one that did not end in time) and what it wrote."""

    code: int | None
    out: str
    err: str
    seconds: float

    @property
    def breach(self) -> str:
        """Say what no input may bring about: a crash, a hang, a traceback, a refusal without a word; empty if nothing of it."""
        if self.code is None:
            return f"did not end within {PATIENCE_S:.0f} s"
        if self.code < 0:
            return f"ended by {signal.Signals(-self.code).name}"
        text = self.err + self.out if self.code else self.err
        if self.code == UNCAUGHT or any(breach in text for breach in _BREACHES):
            return f"uncaught: {(self.err.strip() or text.strip()).splitlines()[-1][:200]}"
        if self.code not in SAID:
            return f"exit code {self.code}"
        return "refused without a word" if self.code and not (self.err + self.out).strip() else ""


def ran(args: Sequence[str], cwd: Path, kill_after: float | None = None) -> Ran:
    """Run `cli.py ARGS` in `cwd`, or what the first argument names in OTHERS; kill it -9, with all it began, after a while."""
    log = cwd / ".soak"
    log.mkdir(exist_ok=True)
    process = _FORKS.Process(target=_child, args=(list(args), str(cwd), str(log)))
    begun = time.monotonic()
    process.start()
    process.join(PATIENCE_S if kill_after is None else kill_after)
    in_time = not process.is_alive()
    if not in_time:
        _kill(process)
    process.join()
    code = process.exitcode if in_time or kill_after is not None else None
    return Ran(code, _read(log / "out"), _read(log / "err"), time.monotonic() - begun)


def _read(file: Path) -> str:
    return file.read_bytes().decode(errors="replace") if file.exists() else ""


def _kill(process: ForkServerProcess) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if process.pid is not None and os.getpgid(process.pid) == process.pid:
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _child(args: list[str], cwd: str, log: str) -> None:
    os.setsid()
    for name, number in (("out", 1), ("err", 2)):
        file = os.open(f"{log}/{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, number)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - for the life of the process
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    os.chdir(cwd)
    code = _called(args)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _called(args: list[str]) -> int:
    try:
        if args[0] == "scenarios":
            return _scenarios(Path(args[1]))
        from cli import cli

        cli(args, prog_name="cli.py")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 - what nobody caught is what we look for
        traceback.print_exc()
        return UNCAUGHT
    return 0


def _scenarios(file: Path) -> int:
    """List the scenarios kept in a file, as the page does, which says a refusal in words."""
    from data.errors import TransferImpactError
    from data.scenarios.scenario_store import Scenarios

    try:
        print(*Scenarios(file).all(), sep="\n")  # noqa: T201
    except TransferImpactError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0
