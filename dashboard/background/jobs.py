"""Long work on a thread of its own, one job per session: the page polls it and may cancel it."""

from __future__ import annotations

import atexit
import enum
import threading
import time
import weakref
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from dashboard.background.turns import Turns
from data.errors import Problem, TransferImpactError

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.progress import Progress

T = TypeVar("T")
# Building and reading bases uses all cores and may use all of the memory limit: more sessions than this wait for their turn.
AT_ONCE = 2
BUILDING = Turns(AT_ONCE)
LAST = "done"
_END_SECONDS = 15.0


class State(enum.StrEnum):
    """Where a job stands. BROKEN is a defect of ours or a full disk: its traceback is in the log."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    BROKEN = "broken"


class CancelledError(Exception):
    """Raised inside the work, from its progress callback, once somebody cancelled it."""


class _Endable(Protocol):
    """A job, whatever its result."""

    @property
    def is_active(self) -> bool: ...

    def cancel(self) -> None: ...

    def wait(self, seconds: float | None = None) -> None: ...


class Job(Generic[T]):
    """One piece of work: `kind` and `name` say what it is for; `stage`, `share` (0-1) and `state` where it stands.

    `result` is set when it is DONE; `problems` say why it FAILED. Only its own thread writes these, everybody may read.
    """

    def __init__(self, kind: str, name: str, work: Callable[[Progress], T], turns: Turns = BUILDING) -> None:
        self.kind, self.name = kind, name
        self._turns = turns
        self.state, self.stage, self.share = State.WAITING, "start", 0.0
        self.result: T | None = None
        self.problems: tuple[Problem, ...] = ()
        self._heard: tuple[tuple[float, float], ...] = ()  # moment and share of the first and of the last report
        self._stop = threading.Event()
        # Only the thread keeps the work: with it go the uploads and folders it holds.
        self._thread = threading.Thread(target=self._run, args=(work,), name=f"job-{kind}", daemon=True)

    @property
    def is_active(self) -> bool:
        """Say whether it still waits or runs."""
        return self.state in (State.WAITING, State.RUNNING)

    @property
    def is_cancelling(self) -> bool:
        """Say whether it was told to stop and has not stopped yet."""
        return self.is_active and self._stop.is_set()

    @property
    def seconds_left(self) -> float | None:
        """Return how long it will still take if it goes on as it went since its first report; None while there is no telling.

        What went before that was making ready; and since the last report it went on.
        """
        heard = self._heard
        if not heard or heard[-1][1] <= heard[0][1]:
            return None
        (first, had), (last, has) = heard
        return max(0.0, (last - first) * (1 - has) / (has - had) - (time.monotonic() - last))

    def start(self) -> None:
        """Begin, once; it waits for its turn where other sessions are at work."""
        _active.add(self)
        self._thread.start()

    def cancel(self) -> None:
        """Ask it to stop at its next report of progress; what it wrote so far vanishes."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it has ended, at most `seconds`."""
        self._thread.join(seconds)

    def _run(self, work: Callable[[Progress], T]) -> None:
        ended = State.BROKEN
        try:
            with self._turns.turn(self._end_if_cancelled):
                self.state = State.RUNNING
                self.result = work(self._report)
            ended = State.DONE
        except CancelledError:
            ended = State.CANCELLED
        except TransferImpactError as error:
            self.problems = error.problems
            ended = State.FAILED
        finally:
            # The state comes last: whoever sees the end must find the result.
            self.state = ended

    def _report(self, stage: str, share: float, /) -> None:
        # After the last stage everything is written, and it would be untrue to call it cancelled.
        if stage != LAST:
            self._end_if_cancelled()
        self.stage, self.share = stage, min(max(share, 0.0), 1.0)
        if self.share:
            now = (time.monotonic(), self.share)
            self._heard = (self._heard[0] if self._heard else now, now)

    def _end_if_cancelled(self) -> None:
        if self._stop.is_set():
            raise CancelledError


_active: weakref.WeakSet[_Endable] = weakref.WeakSet()


@atexit.register
def end_all() -> None:
    """Let jobs clean up when the server stops: a thread that is simply dropped would leave its scratch folder behind."""
    jobs = [job for job in _active if job.is_active]
    for job in jobs:
        job.cancel()
    for job in jobs:
        job.wait(_END_SECONDS)
