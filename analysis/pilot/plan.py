"""The plan of a pilot: arms, unit of randomisation, months, looks. Declared once, so terminal, page and docs follow."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.pilot.arms import arms_in
from analysis.settings.parameters import Value, as_dict, build, declare
from analysis.world.subsample import MOST_FRAME
from data.errors import ParameterError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from analysis.pilot.arms import Arm

COMMUNITIES, REGIONS, SUBSCRIBERS = "communities", "regions", "subscribers"
UNITS = (COMMUNITIES, REGIONS, SUBSCRIBERS)
STRATA = ("region", "plan", "short", "size")
RECOMMENDED = ("control:0.45:0:0", "full:0.4:1:1", "mechanism:0.15:1:0.5")
FEWEST_ARMS, WHOLE = 2, 1e-9
# What came after plans had been handed out: nothing of it unless it is asked for.
ADDED = ("households", "survey_answers", "cost_per_answer", "matched", "frame")
FIRST_SUCCESS_LOOK = 2  # what is new wears off, and a gift lives a month: no success before two full months


@dataclass(frozen=True)
class Plan:
    """A pilot as it is to be run. The first arm is the one that the others are held against.

    `first_month` counts the replayed months from 1; without one the pilot takes the last months. The run-in are the months just
    before, without rights; of those the base may hold fewer. `looks` are spread over month ends, from the second on; without a
    number there is one each month. With `households` the members of an account lie in one community; with `matched` clusters
    that were alike before are put in blocks inside the strata, and arms are dealt inside those. The `frame` is how many
    subscribers the pilot is held among, whole communities drawn by lot: nobody else takes part; with 0 the whole base may.
    """

    arm_list: tuple[str, ...] = declare(RECOMMENDED, "names", "arms", "", "judgement")
    unit: str = declare(COMMUNITIES, "choice", "arms", "", "judgement", choices=UNITS)
    take_part: float = declare(1.0, "number", "arms", "share", "judgement", low=0.001, high=1, step=0.05)
    largest_cluster: int = declare(200, "integer", "arms", "subscribers", "judgement", low=2, high=100_000, top=1000, step=10)
    strata: tuple[str, ...] = declare(("region", "short", "size"), "subset", "arms", "", "judgement", choices=STRATA)
    run_in_months: int = declare(3, "integer", "months", "months", "judgement", low=0, high=24)
    months: int = declare(6, "integer", "months", "months", "judgement", low=1, high=24)
    first_month: int | None = declare(None, "integer", "months", "", "judgement", low=1, high=60, optional=True)
    looks: int | None = declare(None, "integer", "reading", "", "judgement", low=1, high=24, optional=True)
    alpha: float = declare(0.05, "number", "reading", "share", "judgement", low=0.001, high=0.5, step=0.01)
    power: float = declare(0.8, "number", "reading", "share", "judgement", low=0.5, high=0.999, step=0.05)
    harm_alpha: float = declare(0.05, "number", "reading", "share", "judgement", low=0.001, high=0.5, step=0.01)
    seed: int = declare(1, "integer", "reading", "", "judgement", low=0, high=2**63 - 1)
    households: bool = declare(default=False, kind="switch", group="arms", unit="", source="judgement")
    survey_answers: int = declare(0, "integer", "survey", "answers", "judgement", low=0, high=10**9, top=100_000, step=500)
    cost_per_answer: float = declare(0.0, "number", "survey", "currency", "judgement", low=0, high=1e6, top=500, step=1)
    matched: bool = declare(default=False, kind="switch", group="arms", unit="", source="judgement")
    frame: int = declare(0, "integer", "arms", "subscribers", "judgement", low=0, high=10**9, top=MOST_FRAME, step=10_000)

    @classmethod
    def of(cls, values: Mapping[str, Value]) -> Self:
        """Build a plan from values by name; ParameterError for unknown names, bad values and what contradicts."""
        plan = build(cls, values)
        problems = plan.contradictions()
        if problems:
            raise ParameterError(problems)
        return plan

    def changed(self, change: Mapping[str, Value]) -> Self:
        """Return the same plan with some values changed, checked as it would be anew."""
        return type(self).of(as_dict(self) | dict(change))

    @cached_property
    def arms(self) -> tuple[Arm, ...]:
        """Return the arms, the one that the others are held against first."""
        return arms_in(self.arm_list)

    @property
    def shares(self) -> tuple[float, ...]:
        """Return each arm's designed share of who takes part."""
        return tuple(arm.share for arm in self.arms)

    def contradictions(self) -> list[Problem]:
        """Return what contradicts among values that are each allowed; ParameterError for arms that are none."""
        found = []
        if len(self.arms) < FEWEST_ARMS:
            found.append(Problem("plan-arms-few", {"count": len(self.arms)}))
        total = sum(self.shares)
        if abs(total - 1.0) > WHOLE:
            found.append(Problem("plan-arm-shares", {"total": round(total, 6)}))
        if len({(arm.gives, arm.receives, arm.fee_per_gb) for arm in self.arms}) < FEWEST_ARMS <= len(self.arms):
            found.append(Problem("plan-arms-alike", {}))
        if self.matched and not self.run_in_months:  # what is matched by must be adjusted for, or the interval is blind
            found.append(Problem("plan-matched-run-in", {}))
        most = max(1, self.months - FIRST_SUCCESS_LOOK + 1)
        if self.looks is not None and self.looks > most:
            found.append(Problem("plan-looks", {"looks": self.looks, "most": most, "months": self.months}))
        return found

    def pilot_months(self, replayed: int) -> range:
        """Return the pilot's months as places (from 0) among `replayed` months of the base.

        Raises ParameterError where they do not fit.
        """
        first = replayed - self.months if self.first_month is None else self.first_month - 1
        if first < 0 or first + self.months > replayed:
            most = replayed if first < 0 else max(0, replayed - first)
            facts = {"months": self.months, "first": max(first, 0) + 1, "replayed": replayed, "most": most}
            raise ParameterError([Problem("plan-months", facts | {"fits": str(most > 0).lower()})])
        return range(first, first + self.months)

    def check_on(self, replayed: int) -> range:
        """Return the pilot's months, as `pilot_months` does.

        Raises ParameterError as well where clusters are to be matched and no month before says by what.
        """
        months = self.pilot_months(replayed)
        if self.matched and not months.start:
            raise ParameterError([Problem("plan-matched-before", {"replayed": replayed, "most": max(1, replayed - 1)})])
        return months

    def run_in(self, replayed: int) -> range:
        """Return those months of the run-in that lie among the replayed ones, as `pilot_months` does.

        A pilot to come has its run-in ahead of it, however long; the base can only show what so many of its months foretell.
        """
        first = self.pilot_months(replayed).start
        return range(max(0, first - self.run_in_months), first)

    def look_months(self) -> tuple[int, ...]:
        """Return after how many months of the pilot each look is taken; the last is the end."""
        first = min(FIRST_SUCCESS_LOOK, self.months)
        count = self.looks or self.months - first + 1
        if count == 1:
            return (self.months,)
        return tuple(round(first + nth * (self.months - first) / (count - 1)) for nth in range(count))

    @property
    def plan_digest(self) -> str:
        """Return the sha-256 of everything that is decided, as 64 hexadecimal digits.

        What later versions added counts where it is used, so that plans written before keep their digest.
        """
        decided = {name: value for name, value in as_dict(self).items() if value or name not in ADDED}
        told = json.dumps(decided, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(told.encode()).hexdigest()
