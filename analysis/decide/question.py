"""One question with its rules or assumptions changed, as often as a decision asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.decide.net_value import Worth, worth_ahead, worth_of
from analysis.engine.unseen_need import with_unseen_need
from analysis.mechanisms.registry import mechanism_of
from analysis.settings.assumptions import AHEAD, EFFECTS, Assumptions, acting_on, make_assumptions
from analysis.settings.horizon import DEFAULT_HORIZON
from analysis.settings.parameters import as_dict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.engine.changes import Replayed
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet
    from analysis.world.world import World


@dataclass(frozen=True)
class Question:
    """A base, rules, assumptions and a horizon in months; everything a decision starts from."""

    world: World
    rules: RuleSet
    assumptions: Assumptions
    horizon: int = DEFAULT_HORIZON

    @cached_property
    def _central(self) -> tuple[object, Replayed]:
        """Walk the question itself once: what a change leaves as it is need not be walked again."""
        mechanism, on = mechanism_of(self.rules), self.rules.enabled
        allocation = mechanism.allocation_of(self._seen, self.rules, self.assumptions, 1) if on else None
        return allocation, mechanism.replay(self._seen, self.rules, self.assumptions, 1, allocation)

    @cached_property
    def _seen(self) -> World:
        return with_unseen_need(self.world, self.assumptions.unseen_need)

    def worth(self, change: Mapping[str, Value] | None = None) -> Worth:
        """Return what the rules are worth with some rules or assumptions, by name, changed."""
        moved = {name: value for name, value in (change or {}).items() if value != self._value(name)}
        rules = {name: value for name, value in moved.items() if name in self.rules.__dataclass_fields__}
        assumed = make_assumptions(as_dict(self.assumptions) | {n: v for n, v in moved.items() if n not in rules})
        if rules:
            return worth_of(self.world, self.rules.changed(rules), assumed, self.horizon)
        if moved.keys() - acting_on(EFFECTS, AHEAD):
            return worth_of(self.world, self.rules, assumed, self.horizon)
        allocation, replayed = self._central
        if moved.keys() - acting_on(AHEAD):
            replayed = mechanism_of(self.rules).replay(self._seen, self.rules, assumed, 1, allocation)
        return worth_ahead(self._seen, replayed, self.rules, assumed, self.horizon)

    def _value(self, name: str) -> Value:
        found: Value = getattr(self.rules if name in self.rules.__dataclass_fields__ else self.assumptions, name, None)
        return found
