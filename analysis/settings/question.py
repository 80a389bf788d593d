"""What is asked, in one place: of which base, under which rules and assumptions, how far ahead."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from analysis.settings.horizon import DEFAULT_HORIZON
from analysis.settings.parameters import as_dict
from analysis.version import model_digest

if TYPE_CHECKING:
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from data.population.folder import Manifest

_DIGITS = 32


class Prepared(Protocol):
    """What a question asks of a prepared base: what it says of itself, and the seed of its draws."""

    @property
    def manifest(self) -> Manifest:
        """Return what the base says of itself."""
        ...

    @property
    def seed(self) -> int:
        """Return the seed of the random numbers it is asked with."""
        ...


@dataclass(frozen=True)
class Question:
    """A base by its fingerprint, the seed of its random numbers, rules, assumptions and a horizon in months.

    It holds no table: it can be compared, hashed, kept and sent to another process. Who needs the base itself holds it beside.
    """

    fingerprint: str
    seed: int
    rules: RuleSet
    assumptions: Assumptions
    horizon: int = DEFAULT_HORIZON

    def key(self, *more: object) -> str:
        """Return a name, in 32 hexadecimal digits, for everything the answer depends on, the model itself included.

        `more` is what else is asked: each must tell its value by its `repr`.
        """
        rules = (self.rules.mechanism, as_dict(self.rules))  # two mechanisms may have rules of the same names
        asked = (self.fingerprint, self.seed, *rules, as_dict(self.assumptions), self.horizon)
        return hashlib.sha256(repr((*asked, *more, model_digest())).encode()).hexdigest()[:_DIGITS]


def question_on(world: Prepared, rules: RuleSet, assumptions: Assumptions, horizon: int = DEFAULT_HORIZON) -> Question:
    """Return the question that asks a prepared base for rules and assumptions."""
    return Question(world.manifest.fingerprint, world.seed, rules, assumptions, horizon)
