"""Three sets of rules worth a look beside those in force, from one search that asks nobody for a goal first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.decide.candidates import Aim, Goal, Shortlist, picks_of, score
from analysis.decide.search import FRESH_DRAWS, FRESH_SEED, SEARCH_SUBSCRIBERS, VERDICT_SUBSCRIBERS, Scorer, search
from analysis.decide.search_space import rules_from
from analysis.mechanisms.registry import mechanism_of
from analysis.settings.parameters import as_dict
from analysis.world.subsample import community_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.decide.candidates import Candidate, Pick
    from analysis.decide.what_if import WhatIf
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet

WORTH, LIKED = Goal("expected"), Goal("satisfaction", profit_floor=0.0)
AIMS = (Aim("worth", WORTH, WORTH), Aim("liked", LIKED, LIKED), Aim("careful", LIKED, Goal("safe")))
BUDGET, DRAWS, SEED = 200, 32, 1
_SAME = 0.02  # of what a set of rules gains: less is not worth one more rule to explain


def shortlist(what_if: WhatIf, budget: int = BUDGET, draws: int = DRAWS, threads: int | None = None) -> Iterator[Shortlist]:
    """Yield the shortlist so far after each set of rules that was tried; the last is judged on fresh draws.

    Rules that add nothing to what a set is for are set back to those in force first, so that what is left to change matters.
    """
    start = what_if.question.rules
    small, sample = (community_sample(what_if.world, most)[0] for most in (SEARCH_SUBSCRIBERS, VERDICT_SUBSCRIBERS))
    told = Shortlist(start, 0, budget, searched=small.subscribers, judged=sample.subscribers)
    scorer = Scorer(small, what_if, draws, SEED, WORTH)
    told = replace(told, present=scorer.score(start, 0, threads))
    yield told
    tried: list[Candidate] = []
    for found in search(what_if, WORTH, budget, draws, SEED, threads=threads):
        tried += [found.last] if found.last is not None else []
        told = replace(told, done=found.done, picks=picks_of(tried, AIMS))
        yield told
    picks = list(told.picks)
    for nth, pick in enumerate(picks):
        picks[nth] = replace(pick, candidate=_plainer(pick, scorer, told, threads))
        yield replace(told, picks=tuple(picks))
    fresh = Scorer(sample, what_if, FRESH_DRAWS, FRESH_SEED, WORTH)
    judged = tuple(
        replace(pick, candidate=fresh.score(_rules(pick.candidate, start), nth, threads)) for nth, pick in enumerate(picks)
    )
    yield replace(told, present=fresh.score(start, 0, threads), picks=judged, is_judged=True)


def _plainer(pick: Pick, scorer: Scorer, told: Shortlist, threads: int | None) -> Candidate:
    """Return a pick with every rule as in force that its first aim can do without."""
    aim = next((aim for aim in AIMS if aim.name == pick.aims[0]), AIMS[0])
    kept, before = pick.candidate, as_dict(told.start)
    present = 0.0 if told.present is None else score(aim.wants, told.present)
    least = score(aim.wants, kept) - _SAME * abs(score(aim.wants, kept) - present)
    left_alone = mechanism_of(told.start).kept_in_search
    for name in [name for name, value in kept.rules.items() if value != before[name] and name not in left_alone]:
        tried = scorer.score(_rules(kept, told.start, {name: before[name]}), kept.number, threads)
        if score(aim.wants, tried) >= least and aim.meets(tried):
            kept = tried
    return kept


def _rules(candidate: Candidate, start: RuleSet, change: dict[str, Value] | None = None) -> RuleSet:
    return rules_from(start, candidate.rules | (change or {}))
