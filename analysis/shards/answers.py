"""A question asked of a store: every shard by itself, the sums added up."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from analysis.engine.shortages import sizes_over
from analysis.engine.unseen_need import is_imputed
from analysis.mechanisms.common.reach import RINGS_BY, rings_asked
from analysis.mechanisms.registry import mechanism_of
from analysis.shards.steps import ANSWER, SAY, SHORT, UNLIKE, Here
from analysis.shards.wire import Asked, question_text, sums_in, table_in
from data.errors import ParameterError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from analysis.engine.mechanism import Table
    from analysis.engine.shortages import Ask
    from analysis.partial import Partial
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.shards.store import Store
    from data.errors import Fact

MOST_KNOWN = 64
_KNOWN: dict[tuple[str, float], NDArray[np.float64]] = {}


def summed(
    store: Store, rules: RuleSet, assumptions: Assumptions, horizon: int, *, cuts: bool = True, threads: int | None = None
) -> Partial:
    """Return the sums of all shards: those of the base, to the digit. ParameterError where shards cannot answer exactly.

    The store's engine works on them, without one `threads` of this process. InputError where that fails.
    """
    check(store, rules, assumptions)
    engine, mechanism, exponent = store.engine or Here(threads), mechanism_of(rules), assumptions.tie_strength_exponent
    asked = Asked(store.digest, rules, assumptions, horizon, cuts)

    def told(step: str, asked: Asked, shards: Sequence[str] = store.shards) -> Iterator[tuple[str, bytes]]:
        return engine.each(step, str(store.path.absolute()), shards, question_text(asked))

    def shortages(bins: Table | None) -> list[Table]:
        return [table_in(body) for _, body in told(SHORT, replace(asked, agreed=bins))]

    def answers() -> Iterator[bytes]:
        digest = "" if store.engine is None else store.whole.weights_digest(exponent)
        unlike = []
        for shard, body in told(ANSWER, replace(asked, weights_digest=digest)):
            if body == UNLIKE:
                unlike.append(shard)
            else:
                yield body
        if unlike:
            yield from (body for _, body in told(ANSWER, replace(asked, weights=store.whole.weights(exponent)), unlike))

    if assumptions.unseen_need != 1.0 and is_imputed(store):
        asked = replace(asked, sizes=_sizes(store, assumptions.unseen_need, shortages))
    for _ in range(mechanism.rounds if rules.enabled else 0):
        said = [table_in(body) for _, body in told(SAY, asked)]
        asked = replace(asked, agreed=mechanism.agreed_of(rules, said, asked.agreed))
    return reduce(add, map(sums_in, answers()))


def _sizes(store: Store, ratio: float, ask: Ask) -> NDArray[np.float64]:
    """Return the sizes of shortages in the whole base; they hang on no rule, so the last few are kept."""
    key = store.digest, ratio
    if key not in _KNOWN:
        while len(_KNOWN) >= MOST_KNOWN:
            _KNOWN.pop(next(iter(_KNOWN)), None)
        _KNOWN[key] = sizes_over(ask)
    return _KNOWN[key]


def check(store: Store, rules: RuleSet, assumptions: Assumptions) -> None:
    """Raise ParameterError, with the way out, where what shards say would not sum to what the base says."""
    mechanism = mechanism_of(rules)
    if not rules.enabled or len(store.shards) == 1:
        return
    if mechanism.reaches_on:
        raise ParameterError([Problem("shards-onwards", {"subscribers": store.subscribers})])
    if not mechanism.chance or store.giving_up_to == 1.0:
        return
    chance, exponent, conversion = (getattr(assumptions, name) for name in (mechanism.chance, *RINGS_BY))
    beyond = float((rings_asked(store, chance, exponent, conversion) / store.latest_rings).max(initial=0.0))
    if not beyond <= 1.0:
        needed = max(chance, math.ceil(-100 * math.expm1(beyond * math.log1p(-store.giving_up_to))) / 100)
        facts: dict[str, Fact] = {"limit": store.giving_up_to, "needed": needed, "name": mechanism.chance, "chance": chance}
        raise ParameterError([Problem("shards-giving", facts | {"exponent": exponent, "conversion": conversion})])
