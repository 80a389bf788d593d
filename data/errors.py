"""Errors as facts: a key, where it happened, what was found and what is allowed. Sentences are made by `wording`."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Fact = str | int | float | tuple[str, ...]  # names in a tuple are listed, and of many only the first are
ERROR, FINDING = "error", "finding"
FEW, NEXT = 3, 5  # problems of one kind that are told one by one; of more, how many rows after the first are named
_WORD = re.compile(r"[^\d\"'\\]{1,20}")
_WORDS = ("wrong-type", "not-allowed", "decimal-comma")  # what stands in the other rows helps; an identifier does not
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


def as_one(found: Sequence[Problem], count: int) -> list[Problem]:
    """Return one problem for many of one kind: the first, with how many more there are, where the next are and what stands there.

    `found` are the first of `count` problems that differ in row and value alone; a few are told one by one.
    """
    if count <= FEW:
        return list(found)
    first, *others = found
    file, value = first.facts["file"], first.facts.get("value", "")
    rows = tuple(f"{'' if each.facts['file'] == file else each.facts['file']} {each.facts['row']}".strip() for each in others)
    values = tuple(dict.fromkeys(str(each.facts["value"]) for each in others if each.facts.get("value", "") not in ("", value)))
    shown: dict[str, Fact] = {"more": count - 1, "rows": rows[:NEXT], "values": values[:NEXT] if first.key in _WORDS else ()}
    return [replace(first, facts={**first.facts, **shown})]


def way_out(value: str, *, is_needed: bool) -> dict[str, Fact]:
    """Return what helps where a mapped cell is no number or date but a short word: it may mean that nothing is known."""
    if not _WORD.fullmatch(value):
        return {}
    return {"way": "needed" if is_needed else "nulls"}


def nearest(name: str, known: Iterable[str], likeness: float = 0.5) -> str:
    """Return the known name closest to `name`, or an empty string when none is close; nothing is near a name of a page."""
    if len(name) > LONGEST_COMPARED:
        return ""
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=likeness)), "")
