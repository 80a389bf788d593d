"""A question asked of a store: every shard by itself, the sums added up."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from analysis.engine.unseen_need import is_imputed
from analysis.mechanisms.registry import mechanism_of
from analysis.shards.steps import ANSWER, SAY, Here
from analysis.shards.wire import Asked, question_text, sums_in, table_in
from data.errors import ParameterError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.partial import Partial
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.shards.store import Store


def summed(
    store: Store, rules: RuleSet, assumptions: Assumptions, horizon: int, *, cuts: bool = True, threads: int | None = None
) -> Partial:
    """Return the sums of all shards: those of the base, to the digit. ParameterError where shards cannot answer exactly.

    The store's engine works on them, without one `threads` of this process. InputError where that fails.
    """
    check(store, rules, assumptions)
    engine, mechanism = store.engine or Here(threads), mechanism_of(rules)
    asked = Asked(store.digest, rules, assumptions, horizon, cuts)

    def bodies(step: str) -> Iterator[bytes]:
        return (body for _, body in engine.each(step, str(store.path.absolute()), store.shards, question_text(asked)))

    for _ in range(mechanism.rounds if rules.enabled else 0):
        asked = replace(asked, agreed=mechanism.agreed_of(rules, [table_in(body) for body in bodies(SAY)], asked.agreed))
    return reduce(add, (sums_in(body) for body in bodies(ANSWER)))


def check(store: Store, rules: RuleSet, assumptions: Assumptions) -> None:
    """Raise ParameterError, with the way out, where what shards say would not sum to what the base says."""
    mechanism = mechanism_of(rules)
    subscribers = store.subscribers
    if rules.enabled and mechanism.meets == "onwards" and len(store.shards) > 1:
        raise ParameterError([Problem("shards-onwards", {"subscribers": subscribers})])
    if rules.enabled and mechanism.meets == "accounts" and store.split_accounts:
        raise ParameterError([Problem("shards-accounts", {"count": store.split_accounts, "subscribers": subscribers})])
    if assumptions.unseen_need != 1.0 and is_imputed(store):
        raise ParameterError([Problem("shards-unseen-need", {"value": assumptions.unseen_need})])
