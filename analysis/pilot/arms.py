"""An arm of a pilot: how large it is, and which rights its members have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.pilot.rights import AS_THE_RULES_SAY
from analysis.settings.parameters import build, declare, parameters_of, parse_settings
from data.errors import ParameterError, Problem
from data.schema import MICRO

if TYPE_CHECKING:
    from collections.abc import Sequence

FORM = "name:share:gives:receives[:fee_per_gb]"
FEWEST_PARTS = 3


@dataclass(frozen=True)
class Arm:
    """A share of the clusters, and the shares of its members who may give and who may receive: 0 none, 1 all.

    Between them a lottery by keyed hash of the subscriber. `fee_per_gb` takes the place of the rules' where it is told.
    """

    share: float = declare(0.5, "number", "arms", "share", "judgement", low=0.001, high=1)
    gives: float = declare(1.0, "number", "arms", "share", "judgement", low=0, high=1)
    receives: float = declare(1.0, "number", "arms", "share", "judgement", low=0, high=1)
    fee_per_gb: float | None = declare(None, "number", "arms", "currency/GB", "judgement", low=0, high=1e9, optional=True)
    name: str = declare("", "names", "arms", "", "judgement")

    @property
    def fee_gb(self) -> int:
        """Return the arm's own fee per GB as the kernel takes it, micro-units; that of the rules where it has none."""
        return AS_THE_RULES_SAY if self.fee_per_gb is None else round(self.fee_per_gb * MICRO)

    def written(self) -> str:
        """Return the arm as `name:share:gives:receives`, and `:fee` where it has its own."""
        numbers = [self.share, self.gives, self.receives, *([] if self.fee_per_gb is None else [self.fee_per_gb])]
        return ":".join([self.name, *(f"{number:.12g}" for number in numbers)])


def arms_in(entries: Sequence[str]) -> tuple[Arm, ...]:
    """Return arms from texts as `Arm.written` writes them; ParameterError tells every one that is none."""
    found: list[Arm] = []
    problems: list[Problem] = []
    for entry in entries:
        try:
            found.append(_arm(entry))
        except ParameterError as error:
            problems += error.problems
    names = [arm.name for arm in found]
    problems += [Problem("plan-arm-twice", {"name": name}) for name in sorted(set(names)) if names.count(name) > 1]
    if problems:
        raise ParameterError(problems)
    return tuple(found)


def _arm(entry: str) -> Arm:
    name, *parts = (part.strip() for part in entry.split(":"))
    numbers = [number for number in parameters_of(Arm) if number != "name"]
    if not name or not FEWEST_PARTS <= len(parts) <= len(numbers):
        raise ParameterError([Problem("plan-arm", {"value": entry, "form": FORM})])
    return build(Arm, parse_settings(Arm, dict(zip(numbers, parts, strict=False))) | {"name": name})
