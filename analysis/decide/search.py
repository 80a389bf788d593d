"""The best rules for a goal, over draws of the unknowns: NSGA-II (Deb et al. 2002, by Optuna) on common random numbers.

Every candidate meets the same draws on the same sample of communities. The winner is scored once more on fresh draws, beside
every preset: luck is not sold as skill.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import optuna
from optuna.distributions import IntDistribution
from optuna.samplers import NSGAIISampler
from optuna.storages import JournalStorage
from optuna.study import StudyDirection
from optuna.trial import TrialState, create_trial

from analysis.crew import Crew
from analysis.decide import journal
from analysis.decide.candidates import Candidate, Goal, best_of, front, score, scored, violation
from analysis.decide.net_value import Trials
from analysis.decide.search_space import Space, nearest_places, rules_from, space_of
from analysis.engine.unseen_need import with_unseen_need
from analysis.parallel import spread
from analysis.scenarios.presets import choose_rules, presets_of
from analysis.settings.parameters import as_dict, out_of_json
from analysis.uncertainty.distributions import drawn_values, unknown_names, with_values
from analysis.uncertainty.drivers import drivers_among
from analysis.world.subsample import community_sample
from data.errors import InputError
from data.files.places import reason, short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from analysis.decide.net_value import Worth
    from analysis.decide.what_if import WhatIf
    from analysis.settings.parameters import Value
    from analysis.settings.question import Question
    from analysis.settings.rule_set import RuleSet
    from analysis.uncertainty.drivers import Driver
    from analysis.world.world import World

SEARCH_SUBSCRIBERS = 4_000
VERDICT_SUBSCRIBERS = 10_000
DEFAULT_BUDGET, DEFAULT_DRAWS = 2_000, 32
FRESH_DRAWS, FRESH_SEED = 64, 2
POPULATION = 40
MOST_TRIES = 400
MANY_ANSWERS = 3_000  # of a millisecond and a half each: about what another process takes to begin
MOST_KEPT = 200_000  # subscribers of all worlds of a search together, where draws change them: about 100 MB
_DIRECTIONS = (StudyDirection.MAXIMIZE, StudyDirection.MAXIMIZE)


@dataclass(frozen=True)
class Found:
    """How far a search is: the best for the goal so far, and both fronts of npv, against satisfaction and against top-ups.

    `last` is the candidate that was scored last.
    """

    done: int
    budget: int
    best: Candidate | None
    front_satisfaction: tuple[Candidate, ...]
    front_topup: tuple[Candidate, ...]
    last: Candidate | None = None


@dataclass(frozen=True)
class Verdict:
    """The winner on fresh draws beside how the search had scored it, and every preset on the same fresh draws.

    `present` are the rules in force on the same draws, None where the winner is no other than they. `drivers` are the unknowns by
    how far they move what the winner is worth, the first most: what it lives on.
    """

    winner: Candidate
    searched: Candidate
    presets: tuple[tuple[str, Candidate], ...]
    beats_all: bool
    drivers: tuple[Driver, ...] = ()
    present: Candidate | None = None


class Scorer:
    """Scores rules over fixed draws on a fixed sample; what was scored before is remembered.

    In a `with`, processes of their own may help, which pays from some thousand answers on.
    """

    def __init__(self, world: World, what_if: WhatIf, draws: int, seed: int, goal: Goal) -> None:
        self._goal = goal
        assumed, self._kind = what_if.question.assumptions, type(what_if.question.rules)
        self._drawn = drawn_values(assumed, draws, seed, self._kind.mechanism)
        futures = tuple(with_values(assumed, row, self._kind.mechanism) for row in self._drawn)
        self._unknown = unknown_names(self._kind.mechanism, resellers=assumed.resellers)
        self._known: dict[RuleSet, Candidate] = {}
        # What is imputed behind the limit is the same under all rules. Working it out anew would take longer than an answer.
        few = world.subscribers * draws <= MOST_KEPT
        worlds = tuple(with_unseen_need(world, each.unseen_need) for each in futures) if few else ()
        self._trials = Trials(world, futures, what_if.question.horizon, worlds)
        self._crew: Crew[Trials, tuple[RuleSet, int], Worth] | None = None

    def __len__(self) -> int:
        """Return how many rules were scored, here or by an earlier run."""
        return len(self._known)

    @contextmanager
    def with_crew(self, threads: int | None) -> Iterator[None]:
        """Let processes of their own help for as long as the context lasts."""
        with Crew(Trials.worth, self._trials, threads) as self._crew:
            yield
        self._crew = None

    def remember(self, candidate: Candidate) -> None:
        """Take over a candidate that an earlier run scored."""
        self._known[self._kind.of(candidate.rules)] = candidate

    def score(self, rules: RuleSet, number: int, threads: int | None) -> Candidate:
        """Return the candidate of these rules."""
        if rules not in self._known:
            self._known[rules] = scored(as_dict(rules), self._answers(rules, threads), self._goal, number)
        return replace(self._known[rules], number=number)

    def drivers(self, rules: RuleSet, threads: int | None) -> tuple[Driver, ...]:
        """Return the unknowns by how far they move what these rules are worth over the draws."""
        npv = np.array([answer.npv for answer in self._answers(rules, threads)])
        return drivers_among(self._drawn, npv, self._unknown)

    def _answers(self, rules: RuleSet, threads: int | None) -> list[Worth]:
        asked = [(rules, nth) for nth in range(len(self._trials.futures))]
        return spread(self._trials.worth, asked, threads) if self._crew is None else self._crew.each(asked)


def search(  # noqa: PLR0913, PLR0917 - what to look for, then how hard: each is named by its callers
    what_if: WhatIf,
    goal: Goal,
    budget: int = DEFAULT_BUDGET,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    keep: Path | None = None,
    threads: int | None = None,
    space: Space | None = None,
) -> Iterator[Found]:
    """Yield what was found so far after each candidate, until `budget` were scored; stop asking to stop.

    With `keep` every scored candidate is written to that file. A search that asks the same begins again from the start and looks
    up what is written there, until it comes to what is not: so it goes the way of one that was never stopped, whatever the state
    of the sampler was. It yields first where the earlier one ended, or at its own budget. InputError where `keep` is
    another file or cannot be written, with all that was scored before kept.
    """
    try:
        yield from _searched(what_if, goal, (budget, draws, seed), keep, threads, space)
    except OSError as error:
        if keep is None:
            raise
        raise InputError.one("search-not-kept", path=short(keep), reason=reason(error)) from error


def _searched(
    what_if: WhatIf,
    goal: Goal,
    effort: tuple[int, int, int],
    keep: Path | None,
    threads: int | None,
    space: Space | None,
) -> Iterator[Found]:
    budget, draws, seed = effort
    space = space or space_of(what_if.question.rules, what_if.world.pack_price_per_gb)
    sample, _ = community_sample(what_if.world, SEARCH_SUBSCRIBERS)
    scorer = Scorer(sample, what_if, draws, seed, goal)
    record = None if keep is None else _record(keep, _name(what_if.question, goal, draws, seed, space))
    for past in _remembered(record):
        scorer.remember(past)
    before = min(budget, len(scorer))
    study, found = _study(what_if, seed, space), Found(0, budget, None, (), ())
    seen: set[RuleSet] = set()

    def rules_at(places: Mapping[str, int]) -> RuleSet:
        return rules_from(what_if.question.rules, {name: space[name][place] for name, place in places.items()})

    ranges: dict[str, IntDistribution] = {name: IntDistribution(0, len(values) - 1) for name, values in space.items()}
    with scorer.with_crew(threads) if (budget - before) * draws >= MANY_ANSWERS else nullcontext():
        while found.done < budget:
            trial = _next(study, ranges, lambda places: rules_at(places) in seen, seed)
            if trial is None:
                return  # every set of rules in the space is scored
            rules, known = rules_at(trial.params), len(scorer)
            new = scorer.score(rules, trial.number, threads)
            seen.add(rules)
            aims = [score(goal, new), new.npv if goal.objective == "satisfaction" else new.satisfaction]
            trial.set_constraint("goal", violation(goal, new.npv, new.loss_rate))
            study.tell(trial, aims)
            if record is not None and len(scorer) > known:
                record.add_trial(create_trial(values=aims, user_attrs={"candidate": _plain(new)}))
            found = _with(found, new, goal)
            if found.done >= before:
                yield found


def _next(
    study: optuna.Study, ranges: dict[str, IntDistribution], known: Callable[[Mapping[str, int]], bool], seed: int
) -> optuna.Trial | None:
    """Return a trial that was not scored before: the sampler's own, else a mutation of it; None where there is none left."""
    trial = study.ask(dict(ranges))
    if not known(trial.params):
        return trial
    study.tell(trial, state=TrialState.PRUNED)
    draw = np.random.default_rng((seed, trial.number))
    names = list(ranges)
    for tries in range(MOST_TRIES):
        # A few places moved at first, more and more of them after, so that even the last corner is found.
        moved = draw.choice(names, size=min(len(names), 1 + tries * len(names) // MOST_TRIES), replace=False)
        places = dict(trial.params) | {name: int(draw.integers(ranges[name].high + 1)) for name in moved}
        if not known(places):
            study.enqueue_trial(places)
            return study.ask(dict(ranges))
    return None


def verdict_on(
    what_if: WhatIf, goal: Goal, found: Found, draws: int = FRESH_DRAWS, seed: int = FRESH_SEED, threads: int | None = None
) -> Verdict | None:
    """Return how the best of a search does on draws it has never met, beside every preset; None if nothing met the goal."""
    if found.best is None:
        return None
    sample, _ = community_sample(what_if.world, VERDICT_SUBSCRIBERS)
    scorer = Scorer(sample, what_if, draws, seed, goal)
    price, mine = what_if.world.pack_price_per_gb, presets_of(what_if.question.rules.mechanism)
    presets = tuple((name, scorer.score(choose_rules(name, {}, price), number, threads)) for number, name in enumerate(mine))
    best, now = rules_from(what_if.question.rules, found.best.rules), what_if.question.rules
    winner = scorer.score(best, found.best.number, threads)
    present = None if best == now else scorer.score(now, len(mine), threads)
    rivals = best_of(goal, [candidate for _, candidate in presets])
    beats = winner.feasible and (rivals is None or score(goal, winner) > score(goal, rivals))
    return Verdict(winner, found.best, presets, beats, scorer.drivers(best, threads), present)


def _study(what_if: WhatIf, seed: int, space: Space) -> optuna.Study:
    """Return a search at its start, with the places it begins at in line."""
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    sampler = NSGAIISampler(population_size=POPULATION, seed=seed)
    study = optuna.create_study(directions=_DIRECTIONS, sampler=sampler)
    for places in _first_places(what_if, space):
        study.enqueue_trial(places, skip_if_exists=True)
    return study


def _name(question: Question, goal: Goal, draws: int, seed: int, space: Space) -> str:
    """Name everything that decides how a candidate is scored, and which come up."""
    return question.key("best", goal, draws, seed, space)


def _record(keep: Path, name: str) -> optuna.Study:
    """Open the record of what was scored: of searches that asked something else it holds records of their own."""
    storage = JournalStorage(journal.opened(keep))
    return optuna.create_study(storage=storage, study_name=name, directions=_DIRECTIONS, load_if_exists=True)


def _first_places(what_if: WhatIf, space: Space) -> Iterator[dict[str, int]]:
    """Yield where the search begins: the rules in force, then every preset as near as the space comes to it."""
    yield nearest_places(space, as_dict(what_if.question.rules))
    for name in presets_of(what_if.question.rules.mechanism):
        yield nearest_places(space, as_dict(choose_rules(name, {}, what_if.world.pack_price_per_gb)))


def _with(found: Found, new: Candidate, goal: Goal) -> Found:
    """Return what is known with one candidate more."""
    return Found(
        done=found.done + 1,
        budget=found.budget,
        best=best_of(goal, [candidate for candidate in (found.best, new) if candidate is not None]),
        front_satisfaction=front((*found.front_satisfaction, new), lambda candidate: candidate.satisfaction),
        front_topup=front((*found.front_topup, new), lambda candidate: candidate.topup_rate),
        last=new,
    )


def _plain(candidate: Candidate) -> dict[str, object]:
    plain = candidate.as_plain()
    rules: dict[str, Value] = candidate.rules
    return plain | {"rules": {name: list(value) if isinstance(value, tuple) else value for name, value in rules.items()}}


def _remembered(record: optuna.Study | None) -> Iterator[Candidate]:
    """Yield what an earlier run scored."""
    for trial in record.get_trials(deepcopy=False, states=(TrialState.COMPLETE,)) if record is not None else ():
        plain = dict(trial.user_attrs["candidate"])
        yield Candidate(rules=out_of_json(plain.pop("rules")), **plain)
