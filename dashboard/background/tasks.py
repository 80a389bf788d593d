"""The tasks of the worker processes: each takes `tell`, which reports an incremental result, and a question to open again."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.decide.breakeven import break_even
from analysis.decide.interaction import interaction
from analysis.decide.response import MOST_STOPS, Response, response
from analysis.decide.tornado import rule_weights, tornado
from analysis.decide.what_if import WhatIf
from analysis.resellers.scan import scan
from analysis.rivals.bars import barred
from analysis.rivals.compare import offers, rivals
from analysis.simulate import simulate
from analysis.uncertainty.distributions import unknown_names
from analysis.uncertainty.monte_carlo import futures_of
from analysis.uncertainty.variants import variants_of
from analysis.world.subsample import community_sample
from dashboard.bases.opened import opened_base
from data.errors import InputError, TransferImpactError
from data.files.places import write_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.decide.breakeven import BreakEven
    from analysis.decide.candidates import Goal, Shortlist
    from analysis.decide.interaction import Grid
    from analysis.decide.scenario_discovery import Discovery
    from analysis.decide.search import Found, Verdict
    from analysis.decide.sobol import Index
    from analysis.decide.tornado import Bar
    from analysis.resellers.scan import ScanCounts
    from analysis.results.draws import Futures
    from analysis.results.result import Result, Variant
    from analysis.rivals.bars import Bar as ResaleBar
    from analysis.rivals.best import Champion
    from analysis.rivals.compare import Rival
    from analysis.settings.question import Question
    from analysis.shards.store import AnyBase

DRAWS, FUTURES, FUTURES_SEED = 32, 200, 3  # the futures are met neither in the search nor in the verdict
SOBOL_POINTS, SOBOL_SUBSCRIBERS = 64, 20_000
RIVAL_DRAWS = 32
WEIGHT_SUBSCRIBERS = 10_000
_SEARCH_SHARE, _VERDICT_SHARE = 0.85, 0.92


@dataclass(frozen=True)
class Located:
    """A question and the folder its base lies in: all that another process needs to answer it."""

    path: Path
    question: Question

    def opened(self) -> WhatIf:
        """Return the question with its base; InputError where other tables lie there by now."""
        return WhatIf(_world(self.path, self.question.seed, self.question.fingerprint), self.question)


@lru_cache(maxsize=2)
def _world(path: Path, seed: int, fingerprint: str) -> AnyBase:
    world = opened_base(path, seed)
    if world.manifest.fingerprint != fingerprint:
        raise InputError.one("tables-replaced", name=path.name)
    return world


Drawn = tuple["Futures", "tuple[Variant, ...]"]


def drawn(
    tell: Callable[[Drawn | None, str, float], None], asked: Located, central: Result, draws: int, known: Futures | None
) -> Drawn:
    """Return the draws around `central` and the variants of the model; draws already `known` are not drawn again."""
    world = asked.opened().world
    whole = known or _told(tell, world, central, draws)
    return whole, variants_of(world, central)


def _told(tell: Callable[[Drawn | None, str, float], None], world: AnyBase, central: Result, draws: int) -> Futures:
    def early(stage: str, share: float) -> None:
        tell(None, stage, share)

    for found in futures_of(world, central, draws, progress=early):
        tell((found, ()), "draws", found.draws / draws)
    return found


def bars(tell: Callable[[tuple[Bar, ...], str, float], None], asked: Located) -> tuple[Bar, ...]:
    """Return the tornado, bar after bar."""
    found: tuple[Bar, ...] = ()
    count = len(unknown_names(asked.question.rules.mechanism, resellers=asked.question.assumptions.resellers))
    for found in tornado(asked.opened()):
        tell(found, "tornado", len(found) / count)
    return found


def indices(tell: Callable[[tuple[Index, ...], str, float], None], asked: Located, points: int) -> tuple[Index, ...]:
    """Return the Sobol indices, on a sample of communities."""
    # Imported here and below: SALib, Optuna and scikit-learn take a second to load, and most visits never ask for them.
    from analysis.decide.sobol import sobol_indices  # noqa: PLC0415

    world, _ = community_sample(asked.opened().world, SOBOL_SUBSCRIBERS)
    return sobol_indices(WhatIf(world, asked.question), points, progress=lambda stage, share: tell((), stage, share))


def curve(tell: Callable[[BreakEven, str, float], None], asked: Located, name: str) -> BreakEven:  # noqa: ARG001 - all at once
    """Return what the rules are worth along one setting."""
    return break_even(asked.opened(), name)


def along(tell: Callable[[Response, str, float], None], asked: Located, name: str) -> Response:
    """Return the answer along a rule, stop after stop."""
    world = _small_world(asked.path, asked.question.seed, asked.question.fingerprint)
    for found in response(WhatIf(world, asked.question), name):
        tell(found, "curve", len(found.stops) / MOST_STOPS)
    return found


def rivals_of(tell: Callable[[tuple[Rival, ...], str, float], None], asked: Located) -> tuple[Rival, ...]:
    """Return every offer of every mechanism, one after another."""
    world, question = asked.opened().world, asked.question
    found: list[Rival] = []
    for one in rivals(world, question.assumptions, question.horizon, RIVAL_DRAWS):
        found.append(one)
        tell(tuple(found), "mechanisms", len(found) / len(offers()))
    return tuple(found)


def best_of_each(
    tell: Callable[[tuple[Champion, ...], str, float], None], asked: Located, goal: Goal, effort: int
) -> tuple[Champion, ...]:
    """Return the best rules of every mechanism, one mechanism after another."""
    from analysis.rivals.best import champions  # noqa: PLC0415

    found: tuple[Champion, ...] = ()

    def told(stage: str, share: float) -> None:
        tell(found, stage, share)

    for one in champions(asked.opened(), goal, effort, DRAWS, progress=told):
        found = (*found, one)
    return found


def resale_under(
    tell: Callable[[tuple[tuple[ResaleBar, ...], ResaleBar | None], str, float], None],  # noqa: ARG001 - all at once
    asked: Located,
) -> tuple[tuple[ResaleBar, ...], ResaleBar | None]:
    """Return what a reseller earns under the rules and under each tightened, and the cheapest that stops it."""
    return barred(asked.opened())


def resale_scan(tell: Callable[[ScanCounts | None, str, float], None], path: Path) -> ScanCounts:
    """Return how many givers of a base's own log bear marks of resale; ids stay where they are read."""
    return scan(path, progress=lambda stage, share: tell(None, stage, share)).counts()


@lru_cache(maxsize=2)
def _small_world(path: Path, seed: int, fingerprint: str) -> AnyBase:
    """Return the sample that curves are made on: cutting it out takes as long as several curves."""
    return community_sample(_world(path, seed, fingerprint))[0]


def weights(tell: Callable[[dict[str, float], str, float], None], asked: Located, place: Path) -> dict[str, float]:
    """Return how far each rule moves what the rules are worth, on a small sample: an order is asked for, no number.

    They are kept at `place`, if that can be written.
    """
    tell({}, "tornado", 0.0)
    world, _ = community_sample(_world(asked.path, asked.question.seed, asked.question.fingerprint), WEIGHT_SUBSCRIBERS)
    found = rule_weights(WhatIf(world, asked.question), threads=1)
    with suppress(TransferImpactError):
        write_file(place, json.dumps(found).encode(), lambda _: "")
    return found


def grid(tell: Callable[[Grid, str, float], None], asked: Located, one: str, other: str) -> Grid:  # noqa: ARG001 - all at once
    """Return what the rules are worth over two settings together."""
    return interaction(asked.opened(), one, other)


@dataclass(frozen=True)
class Advice:
    """What a search came to, as far as it is: `verdict` and `losses` follow when it is over.

    `base` is the fingerprint it is about; `searched` and `judged` say on how many subscribers search and verdict ran.
    """

    base: str
    goal: Goal
    found: Found
    verdict: Verdict | None = None
    losses: Discovery | None = None
    searched: int = 0
    judged: int = 0


def shortlisted(tell: Callable[[Shortlist, str, float], None], asked: Located, budget: int) -> Shortlist:
    """Return the few best of `budget` sets of rules beside those in force, on one core: nobody asked for it yet."""
    from analysis.decide.shortlist import shortlist  # noqa: PLC0415

    for found in shortlist(asked.opened(), budget, threads=1):
        stage = "search" if found.done < budget else "verdict"
        tell(found, stage, _SEARCH_SHARE * found.done / budget)
    return found


def best(tell: Callable[[Advice, str, float], None], asked: Located, goal: Goal, budget: int, place: Path | None) -> Advice:
    """Return the best rules for a goal, judged on fresh draws, and where they lose; `place` keeps what was tried."""
    from analysis.decide.scenario_discovery import discover  # noqa: PLC0415
    from analysis.decide.search import SEARCH_SUBSCRIBERS, VERDICT_SUBSCRIBERS, search, verdict_on  # noqa: PLC0415

    what_if, question = asked.opened(), asked.question
    small, sample = (community_sample(what_if.world, most)[0] for most in (SEARCH_SUBSCRIBERS, VERDICT_SUBSCRIBERS))
    base, sizes = question.fingerprint, (small.subscribers, sample.subscribers)
    for found in search(what_if, goal, budget, DRAWS, keep=place):
        tell(Advice(base, goal, found, None, None, *sizes), "search", _SEARCH_SHARE * found.done / budget)
    tell(Advice(base, goal, found, None, None, *sizes), "verdict", _SEARCH_SHARE)
    verdict = verdict_on(what_if, goal, found)
    tell(Advice(base, goal, found, verdict, None, *sizes), "draws", _VERDICT_SHARE)
    if verdict is None:
        return Advice(base, goal, found, None, None, *sizes)
    winner = type(question.rules).of(verdict.winner.rules)
    central = simulate(sample, winner, question.assumptions, horizon=question.horizon, cuts=False, explain=False)
    for futures in futures_of(sample, central, FUTURES, FUTURES_SEED):
        done = _VERDICT_SHARE + (1 - _VERDICT_SHARE) * futures.draws / FUTURES
        tell(Advice(base, goal, found, verdict, None, *sizes), "draws", done)
    return Advice(base, goal, found, verdict, discover(futures), *sizes)
