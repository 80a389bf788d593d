"""Compile what a first answer takes while there is no base to ask yet, in processes of their own that work side by side.

Compiling holds a lock of its process, so threads would wait for each other. Both processes write where this one reads. What they
compile follows from asking the base of nobody, so nothing has to be listed: `python -m analysis.compiling on` (or `off`).
"""

from __future__ import annotations

import atexit
import gc
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

# With rules that are on, all of it is compiled, what moves first; with rules that are off, only what lies ahead of a replay.
QUESTIONS = ON, OFF = ("on", "off")
PATIENCE_SECONDS = 120.0
_ROOT = Path(__file__).resolve().parent.parent
_begun: list[subprocess.Popen[bytes]] = []
_changing = threading.Lock()


def begin() -> bool:
    """Begin to compile, unless it has been done before, cannot be kept, or there is one processor, which would do no more.

    Say whether it was begun.
    """
    if (os.cpu_count() or 1) == 1 or _is_compiled():
        return False
    with _changing:
        for question in QUESTIONS:
            command = [sys.executable, "-m", "analysis.compiling", question]
            # A pipe that nothing is written to: its end tells the process that nobody is left to compile for.
            _begun.append(subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE))  # noqa: S603
    return True


def wait() -> None:
    """Wait for what was begun: who went ahead would compile all of it once more. What is not done then is done by who asks."""
    with _changing:
        begun = tuple(_begun)
    for process in begun:
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE_SECONDS)
    end()


@atexit.register
def end() -> None:
    """End what was begun, wherever it stands."""
    with _changing:
        while _begun:
            process = _begun.pop()
            process.kill()
            process.wait()
            if process.stdin is not None:
                process.stdin.close()


def _is_compiled() -> bool:
    from analysis.kernels.allocate import allocate  # noqa: PLC0415 - a process that never begins does not load the compiler
    from analysis.kernels.projection import project  # noqa: PLC0415
    from data.compiled import is_kept  # noqa: PLC0415

    return all(is_kept(kernel) for kernel in (allocate, project))


def compile_for(question: str) -> None:
    """Compile what it takes to answer with rules that are `on` or `off`."""
    from analysis.nobody import nobody  # noqa: PLC0415
    from analysis.partial import partial_of  # noqa: PLC0415
    from analysis.settings.assumptions import make_assumptions  # noqa: PLC0415
    from analysis.settings.horizon import DEFAULT_HORIZON  # noqa: PLC0415
    from analysis.settings.rules import make_rules  # noqa: PLC0415

    rules = make_rules({"enabled": question == ON})
    partial_of(nobody(), rules, make_assumptions({}), DEFAULT_HORIZON, cuts=False, threads=1)


def _end_with_the_pipe() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_pipe, daemon=True).start()
    gc.disable()  # a compiler keeps what it makes: to look for garbage was a tenth of the time
    compile_for(sys.argv[1])
    os._exit(0)  # the thread still reads, and an interpreter that ends cannot close what is being read
