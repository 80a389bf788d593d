"""The seam: what a mechanism must say so that everything behind the replay works for it as for any other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.results.result import BRIDGE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analysis.engine.changes import Changes, Replayed
    from analysis.results.result import Flow, Notice
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet
    from analysis.world.prepared_base import PreparedBase
    from analysis.world.world import SampledBase, World


Counts = Mapping[str, int]  # they add over shards
Table = NDArray[np.int64]


class PassedOn(NamedTuple):
    """What one SIM can pass on in a month: kB, what its holder pays for that, and the price a kB fetches where the rules set it.

    Money in micro-units; `price` per GB, None where whoever sells sets it. `charged` is what its buyer pays the operator besides,
    per GB.
    """

    kb: int
    paid: int
    price: int | None = None
    charged: int = 0


class Passing(NamedTuple):
    """Which plans a SIM that passes gigabytes on may be on, [plan], and what it can do with an allowance of so many kB."""

    plans: NDArray[np.bool_]
    of: Callable[[int], PassedOn]


class Mechanism(ABC):
    """A way gigabytes may move. `rules` declares what an operator sets, `kept_in_search` which of it no search may touch.

    `steps` are those of its bridge, `roles` those people can have, who took no part first. An allocation is what the mechanism
    itself makes of rules and of assumptions that act on it: nobody else looks inside. A shard holds whole accounts, what its
    people's contacts have of a month as guests, and nobody else; a mechanism `reaches_on` where what those do hangs on further
    people, month after month or through their accounts. Where moves follow ties, `chance` names the assumption that says how
    probably a mean one takes part in a month. What holds for everybody alike, a price for one, is agreed on before, in so many
    `rounds`: in each all parts of a base say something of their own people, and what that comes to is told to all in the next,
    the last time with the question itself.
    """

    rules: ClassVar[type[RuleSet]]
    kept_in_search: ClassVar[frozenset[str]]
    steps: ClassVar[tuple[str, ...]] = BRIDGE
    roles: ClassVar[tuple[str, ...]]
    reaches_on: ClassVar[bool] = False
    chance: ClassVar[str] = ""
    rounds: ClassVar[int] = 0

    def said_of(self, world: World, rules: RuleSet, assumptions: Assumptions, agreed: Table | None, threads: int | None) -> Table:
        """Return what a part of a base says in a round: rows of whole numbers; `agreed` is what the round before came to."""
        raise NotImplementedError

    def agreed_of(self, rules: RuleSet, said: Sequence[Table], agreed: Table | None) -> Table:
        """Return what a round comes to, from what all parts have said in any order: rows of whole numbers."""
        raise NotImplementedError

    def check(self, world: World, rules: RuleSet) -> None:  # noqa: B027 - most rules name nothing of a base
        """Raise ParameterError where rules name what the base does not have."""

    def allocation_of(
        self,
        world: World,  # noqa: ARG002
        rules: RuleSet,  # noqa: ARG002
        assumptions: Assumptions,  # noqa: ARG002
        threads: int | None,  # noqa: ARG002
        agreed: Table | None = None,  # noqa: ARG002
    ) -> object:
        """Return who moves what to whom under rules that are on; nothing where that costs nothing to find.

        A part of a base is told what its `rounds` have `agreed` on; a whole one comes to that by itself.
        """
        return None

    @abstractmethod
    def replay(
        self, world: World, rules: RuleSet, assumptions: Assumptions, threads: int | None = None, allocation: object = None
    ) -> Replayed:
        """Return what the rules change in each month; rules off give empty months.

        An `allocation` of the same rules, under assumptions that differ in none that act on it, need not be made again.
        """

    @abstractmethod
    def roles_of(self, world: World, whole: Changes) -> NDArray[np.int16]:
        """Return each subscriber's role over the whole replay, as its place in `roles`."""

    @abstractmethod
    def flow_of(self, total: NDArray[np.int64], people: NDArray[np.int64]) -> Flow:
        """Return how much moved between how many: sums of the changes [measure] over kernel COLUMNS, how many have each role."""

    def passing(self, world: World, rules: RuleSet) -> Passing | None:  # noqa: ARG002
        """Return what a SIM can pass on in a month to people its holder does not know; None where nothing reaches strangers."""
        return None

    def counts_of(self, world: World, rules: RuleSet, allocation: object) -> Counts:  # noqa: ARG002
        """Return what has to be counted for the notices, over the base's own people; `allocation` is that of the rules."""
        return {}

    def notices_of(self, base: PreparedBase, rules: RuleSet, counts: Counts) -> tuple[Notice, ...]:  # noqa: ARG002
        """Return why nothing, or less than rules that are on suggest, can move, from the counts of the whole base."""
        return ()

    def binding_rules(self, base: SampledBase, rules: RuleSet, assumptions: Assumptions) -> tuple[Notice, ...]:  # noqa: ARG002
        """Return which rules stop everything, where nothing moves."""
        return ()

    def consistent(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Return values of rules moved as little as it takes for them not to contradict."""
        return dict(values)
