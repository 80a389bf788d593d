"""A question asked of its base with rules or assumptions changed, as often as a decision asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.decide.net_value import Worth, worth_ahead, worth_of
from analysis.engine.unseen_need import with_unseen_need
from analysis.mechanisms.registry import mechanism_of
from analysis.settings.assumptions import AHEAD, EFFECTS, acting_on, make_assumptions
from analysis.settings.horizon import DEFAULT_HORIZON
from analysis.settings.parameters import as_dict
from analysis.settings.question import question_on
from analysis.shards.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.engine.changes import Replayed
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.parameters import Value
    from analysis.settings.question import Question
    from analysis.settings.rule_set import RuleSet
    from analysis.shards.store import AnyBase
    from analysis.world.world import World


@dataclass(frozen=True)
class WhatIf:
    """A question with the prepared base it is asked of, or a sample of that; everything a decision starts from."""

    world: AnyBase
    question: Question

    @classmethod
    def on(cls, world: AnyBase, rules: RuleSet, assumptions: Assumptions, horizon: int = DEFAULT_HORIZON) -> WhatIf:
        """Return what asks a prepared base for rules and assumptions."""
        return cls(world, question_on(world, rules, assumptions, horizon))

    @cached_property
    def _central(self) -> tuple[object, Replayed]:
        """Walk the question itself once: what a change leaves as it is need not be walked again."""
        rules, assumptions = self.question.rules, self.question.assumptions
        mechanism = mechanism_of(rules)
        allocation = mechanism.allocation_of(self._seen, rules, assumptions, 1) if rules.enabled else None
        return allocation, mechanism.replay(self._seen, rules, assumptions, 1, allocation)

    @cached_property
    def _seen(self) -> World:
        """Return the world as the question's own assumptions have it; a store is asked anew each time."""
        return with_unseen_need(self.world.sampled(self.world.subscribers), self.question.assumptions.unseen_need)

    def worth(self, change: Mapping[str, Value] | None = None) -> Worth:
        """Return what the rules are worth with some rules or assumptions, by name, changed."""
        rules, horizon = self.question.rules, self.question.horizon
        moved = {name: value for name, value in (change or {}).items() if value != self._value(name)}
        ruled = {name: value for name, value in moved.items() if name in rules.__dataclass_fields__}
        assumed = make_assumptions(as_dict(self.question.assumptions) | {n: v for n, v in moved.items() if n not in ruled})
        if ruled or isinstance(self.world, Store):
            return worth_of(self.world, rules.changed(ruled), assumed, horizon)
        if moved.keys() - acting_on(EFFECTS, AHEAD):
            return worth_of(self.world, rules, assumed, horizon)
        allocation, replayed = self._central
        if moved.keys() - acting_on(AHEAD):
            replayed = mechanism_of(rules).replay(self._seen, rules, assumed, 1, allocation)
        return worth_ahead(self._seen, replayed, rules, assumed, horizon)

    def _value(self, name: str) -> Value:
        holder = self.question.rules if name in self.question.rules.__dataclass_fields__ else self.question.assumptions
        found: Value = getattr(holder, name, None)
        return found
