"""What all engines elsewhere have in common: tasks out, replies in, and who may not reply."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from analysis.engines.machine import this_machine
from analysis.engines.task import Task, reply_in
from analysis.version import program_digest
from data.errors import FINDING, InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from analysis.engines.machine import Machine

    Tell = Callable[[Problem], None]


class FarEngine(ABC):
    """An engine that works in other processes. What is worth knowing of its workers is told once each, as a finding."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self._told: set[str] = set()

    @abstractmethod
    def replies(self, task: str, count: int) -> Iterable[tuple[int, bytes]]:
        """Return what `worker.replies` says to a task of `count` shards, in any order; InputError where the engine fails."""

    def each(self, step: str, place: str, shards: Sequence[str], said: str) -> Iterator[tuple[str, bytes]]:
        """Yield what a step says of every shard. Raises what the step did, and InputError where the engine fails."""
        task = Task(program_digest(), step, place, tuple(shards), said)
        missing = set(range(len(shards)))
        for nth, data in self.replies(task.text(), len(shards)):
            reply = reply_in(data)
            if reply.error is not None:
                raise reply.error
            if reply.machine.program != task.program:
                raise InputError.one("engine-other-program", node=reply.machine.node)
            self._look_at(reply.machine)
            if nth in missing:  # a shard that was tried twice says the same twice
                missing.remove(nth)
                yield shards[nth], reply.body
        if missing:
            raise InputError.one("engine-lost", count=len(missing), shards=len(shards))

    def _look_at(self, machine: Machine) -> None:
        """Tell of a worker on which the last digits of numbers may be others than here."""
        mine = this_machine()
        for key, here, there in (
            ("engine-processors", mine.processor, machine.processor),
            ("engine-libraries", mine.libraries, machine.libraries),
        ):
            if here != there and there not in self._told:
                self._told.add(there)
                self.tell(Problem(key, {"node": machine.node, "here": here, "there": there}, FINDING))
