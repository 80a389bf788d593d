"""The same work in processes of their own beside this one: pieces of a millisecond, where threads wait for the interpreter.

A process takes a second or two to begin; until it is ready this one does its part as well. A pool of the standard library hands
work over on threads of this process, which wait for the interpreter too: with one, nothing was gained.
"""

from __future__ import annotations

import signal
from contextlib import suppress
from itertools import pairwise
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from analysis.parallel import workers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

Held = TypeVar("Held")
One = TypeVar("One")
Other = TypeVar("Other")


class Crew(Generic[Held, One, Other]):
    """Does `work(held, item)`, which stands at the top of a module, as this process and `threads` less one others.

    What is `held` is copied to each once. Results do not depend on who worked. Leaving the context ends the others; what one of
    them cannot do, because it was ended from outside or never began, this process does.
    """

    def __init__(self, work: Callable[[Held, One], Other], held: Held, threads: int | None = None) -> None:
        self._work, self._held = work, held
        self._others = [_Other(work, held) for _ in range(workers(threads) - 1)]

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the other processes."""
        for other in self._others:
            other.end()

    def each(self, items: Sequence[One]) -> list[Other]:
        """Return work(held, item) of every item, in their order."""
        ready = [other for other in self._others if other.is_ready()]
        edges = [len(items) * nth // (1 + len(ready)) for nth in range(2 + len(ready))]
        own, *parts = (items[first:last] for first, last in pairwise(edges))
        for other, part in zip(ready, parts, strict=True):
            other.ask(part)
        found = self._alone(own)
        for other, part in zip(ready, parts, strict=True):
            answers = other.answer()
            found += self._alone(part) if answers is None else answers
        return found

    def _alone(self, items: Sequence[One]) -> list[Other]:
        return [self._work(self._held, item) for item in items]


class _Other:
    """Another process, from this side: asked for one part at a time, and answering it."""

    def __init__(self, work: Callable[[Any, Any], Any], held: Any) -> None:  # noqa: ANN401 - the crew knows what
        # A copy of this process as it stands would hold its locks: others begin afresh.
        context = get_context("spawn")
        self._pipe, far = context.Pipe()
        self._process: SpawnProcess = context.Process(target=_serve, args=(far, work, held), daemon=True)
        self._is_ready = self._is_gone = False
        with suppress(OSError):
            self._process.start()
        far.close()  # so that the pipe ends with the process

    def is_ready(self) -> bool:
        """Say whether it has begun and can be asked."""
        try:
            if not self._is_ready and not self._is_gone and self._pipe.poll():
                self._is_ready = self._pipe.recv()
        except (EOFError, OSError):
            self._is_gone = True
        return self._is_ready and not self._is_gone

    def ask(self, part: Sequence[Any]) -> None:
        """Hand a part over."""
        try:
            self._pipe.send(part)
        except OSError:
            self._is_gone = True

    def answer(self) -> list[Any] | None:
        """Wait for what the part that was asked for comes to; None where it is not to be had here."""
        try:
            answers: list[Any] | None = None if self._is_gone else self._pipe.recv()
        except (EOFError, OSError):
            self._is_gone, answers = True, None
        return answers

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._pipe.close()
        if self._process.pid is not None:
            self._process.kill()
            self._process.join()


def _serve(pipe: Connection, work: Callable[[Any, Any], Any], held: Any) -> None:  # noqa: ANN401 - the crew knows what
    """Work until the pipe ends: with the process at the other end of it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal it reaches all; who began this process ends it
    with suppress(EOFError, OSError):
        pipe.send(True)
        while True:
            part, answers = pipe.recv(), None
            # What goes wrong goes wrong again where it can be told: the other side does the part itself then.
            with suppress(Exception):
                answers = [work(held, item) for item in part]
            pipe.send(answers)
