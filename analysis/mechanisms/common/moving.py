"""What every mechanism does alike that moves gigabytes month by month: who moves what, then what that changes."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from analysis.engine.mechanism import Mechanism
from analysis.engine.moves import Moves, nothing_moved, years_of
from analysis.mechanisms.common.two_sides import ROLES, flow_of, roles_of
from analysis.settings.rule_set import RuleSet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from analysis.engine.changes import Changes, Replayed
    from analysis.engine.mechanism import Counts, Table
    from analysis.engine.moves import Year
    from analysis.results.result import Flow
    from analysis.settings.assumptions import Assumptions
    from analysis.world.world import World

Own = TypeVar("Own", bound=RuleSet)
Moved = TypeVar("Moved", bound=Moves)


class Moving(Mechanism, Generic[Own, Moved]):
    """A mechanism of `Own` rules, whose allocation is `Moved`; of two sides, givers and receivers, unless it says otherwise."""

    roles: ClassVar[tuple[str, ...]] = ROLES

    @abstractmethod
    def moves_of(self, world: World, rules: Own, assumptions: Assumptions, threads: int | None) -> Moved:
        """Return who moves what under rules that are on."""

    @abstractmethod
    def effects_of(self, world: World, moves: Moved, assumptions: Assumptions, threads: int | None) -> Replayed:
        """Return what moves change in each month."""

    def years_of(self, world: World, assumptions: Assumptions) -> tuple[Year, Year]:
        """Return the adoption of the first year, and that of the months replayed again, where nothing moves."""
        return years_of(assumptions, world)

    def counts_on(self, world: World, rules: Own, moves: Moved) -> Counts:  # noqa: ARG002
        """Return what has to be counted for the notices."""
        return {}

    def allocation_of(
        self,
        world: World,
        rules: RuleSet,
        assumptions: Assumptions,
        threads: int | None,
        agreed: Table | None = None,  # noqa: ARG002
    ) -> Moved:
        """Return who moves what."""
        return self.moves_of(world, self.own(rules), assumptions, threads)

    def replay(
        self, world: World, rules: RuleSet, assumptions: Assumptions, threads: int | None = None, allocation: object = None
    ) -> Replayed:
        """Return what the rules change in each month; rules off change nothing."""
        own = self.own(rules)
        if not own.enabled:
            self.check(world, own)  # what names a plan that is not there is wrong whether it is on or off
            return nothing_moved(*self.years_of(world, assumptions))
        given = isinstance(allocation, Moves)
        moves = cast("Moved", allocation) if given else self.moves_of(world, own, assumptions, threads)
        return self.effects_of(world, moves, assumptions, threads)

    def roles_of(self, world: World, whole: Changes) -> NDArray[np.int16]:
        """Return who gave, received, did both or neither."""
        return roles_of(world, whole)

    def flow_of(self, total: NDArray[np.int64], people: NDArray[np.int64]) -> Flow:
        """Return how much moved, and what became of it."""
        return flow_of(total, people)

    def counts_of(self, world: World, rules: RuleSet, allocation: object) -> Counts:
        """Return what has to be counted for the notices; nothing of rules that are off."""
        return self.counts_on(world, self.own(rules), cast("Moved", allocation)) if isinstance(allocation, Moves) else {}

    def own(self, rules: RuleSet) -> Own:
        """Return rules as this mechanism's own; TypeError where they are another's."""
        if not isinstance(rules, self.rules):
            raise TypeError(f"rules of {rules.mechanism} are none of {self.rules.mechanism}")
        return cast("Own", rules)
