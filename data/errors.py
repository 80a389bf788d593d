"""Errors as facts: a key, where it happened, what was found and what is allowed. Sentences are made by `wording`."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Fact = str | int | float | tuple[str, ...]  # names in a tuple are listed, and of many only the first are
ERROR, FINDING = "error", "finding"
LONGEST_COMPARED = 200  # comparing grows with the square of the length


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `key` names its sentence in the language files, `facts` fill it in.

    A `finding` is worth knowing but stops nothing; an `error` does.
    """

    key: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    severity: str = ERROR

    @property
    def is_error(self) -> bool:
        """Say whether this stops the run."""
        return self.severity == ERROR

    def __str__(self) -> str:
        """Give the plain form for tracebacks and logs, where no language is chosen."""
        return f"{self.key}: " + ", ".join(f"{name}={value!r}" for name, value in self.facts.items())


class TransferImpactError(Exception):
    """The one family of errors a user can cause. Carries every problem found in the run, not just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))

    @classmethod
    def one(cls, key: str, **facts: Fact) -> TransferImpactError:
        """Build the error for a single problem."""
        return cls([Problem(key, facts)])


class InputError(TransferImpactError):
    """A population, a mapping file or one of their rows cannot be used."""


class ParameterError(TransferImpactError):
    """A rule or an assumption has an unknown name, a wrong type or a value out of range."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name closest to `name`, or an empty string when none is close; nothing is near a name of a page."""
    if len(name) > LONGEST_COMPARED:
        return ""
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)), "")
