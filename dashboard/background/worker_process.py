"""Worker processes for heavy tasks: the server has one interpreter lock, and whoever moves a slider needs it.

One process per lane, begun at its first work and kept; one piece of work at a time in each. They step back for everything else.
Why this is no pool of the standard library's: decision 47.
"""

from __future__ import annotations

import atexit
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from dashboard.background.turns import Turns
from data.errors import TransferImpactError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
P = ParamSpec("P")
ROOT = Path(__file__).resolve().parent.parent.parent
TOLD, DONE, STOPPED, FAILED, BROKEN = "told", "done", "stopped", "failed", "broken"
_END_SECONDS = 5.0


class BrokenWorkError(Exception):
    """The work ended by a defect of ours, or its process was ended from outside, for want of memory perhaps."""


class StoppedError(Exception):
    """The work was told to stop, and did."""


class Lane:
    """One process for one kind of work; whoever has work for it first takes one of its `turns`: there is one at a time."""

    def __init__(self) -> None:
        self.turns = Turns()
        self._piping, self._sending = threading.Lock(), threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._number = 0
        self._telling: object = None

    def run(
        self,
        work: Callable[Concatenate[Callable[[T, str, float], None], P], T],
        tell: Callable[[T, str, float], None],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Return work(tell, ...) as the other process does it; `tell` hears what is known so far and may stop it by raising.

        `work` stands at the top of a module that loads no page. Raises what `tell` raised, TransferImpactError as the work did,
        StoppedError after `stop`, BrokenWorkError for anything else.
        """
        with self._piping:
            process = self._running()
            try:
                with self._sending:
                    self._number, self._telling = self._number + 1, tell
                    _send(process, (self._number, (work, args, kwargs)))
                return self._followed(process, tell)
            except (OSError, EOFError, pickle.PickleError) as error:
                self.close()
                raise BrokenWorkError(str(error)) from error
            finally:
                with self._sending:
                    self._telling = None

    def stop(self, tell: object) -> None:
        """Let the work that `tell` listens to end at its next step, if it is on; nobody waits here."""
        with self._sending:
            if self._telling == tell and self._process is not None:
                with suppress(OSError):
                    _send(self._process, (self._number, None))

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-m", "dashboard.background.worker_main"]
            self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        return self._process

    def _followed(self, process: subprocess.Popen[bytes], tell: Callable[[T, str, float], None]) -> T:
        if process.stdout is None:
            raise BrokenWorkError("no-pipe")
        ended = False
        try:
            while True:
                # Only our own process writes here.
                kind, value = pickle.load(process.stdout)  # noqa: S301
                ended = kind != TOLD
                if kind == TOLD:
                    tell(*value)
                elif kind == DONE:
                    found: T = value
                    return found
                elif kind == STOPPED:
                    raise StoppedError
                elif kind == FAILED:
                    raise TransferImpactError(value)
                else:
                    raise BrokenWorkError(value)
        finally:
            if not ended:
                self._drain(process)

    def _drain(self, process: subprocess.Popen[bytes]) -> None:
        """Ask for an end and wait for it; a process that goes on regardless is ended, and the next work begins another."""
        impatient = threading.Timer(_END_SECONDS, process.kill)
        impatient.start()
        try:
            with self._sending:
                _send(process, (self._number, None))
            while process.stdout is not None and pickle.load(process.stdout)[0] == TOLD:  # noqa: S301
                pass
        except (OSError, EOFError, ValueError, pickle.PickleError):  # ValueError: closed from another thread meanwhile
            self.close()
        finally:
            impatient.cancel()

    def close(self) -> None:
        """End the process, whatever it is at."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with suppress(OSError):  # what was still to be sent has nobody left to read it
                        pipe.close()
            self._process = None


def _send(process: subprocess.Popen[bytes], message: object) -> None:
    if process.stdin is not None:
        process.stdin.write(
            pickle.dumps(message)
        )  # whole or not at all: what cannot be copied must not leave half of it in the pipe
        process.stdin.flush()


# Draws that fill in by themselves, what a page shows in seconds, what somebody asked for and waits minutes for, and what takes
# half a minute unasked: none of these is to wait for another.
DRAWS, QUICK, LONG, ADVICE = Lane(), Lane(), Lane(), Lane()


@atexit.register
def end_all() -> None:
    """End the processes, whatever they are at."""
    for lane in (DRAWS, QUICK, LONG, ADVICE):
        lane.close()
