"""Answers kept for every session by the name of what was asked: the oldest make room for the newest."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """At most so many answers; any thread may look one up or add one."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[str, T] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> T | None:
        """Return the answer under a name; None where there is none, or none any more."""
        with self._lock:
            return self._answers.get(key)

    def keep(self, key: str, answer: T) -> T:
        """Keep an answer, and return it."""
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return answer
