"""The best rules, and the futures in which rules lose, as sentences and rows of worded cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.lists import format_list

from analysis.decide.candidates import best_of, score
from analysis.settings.parameters import NONE_WORDS, as_dict, parameters_of
from analysis.settings.rule_kinds import kind_naming
from reports.decisions.sensitivity import money, with_unit
from reports.numbers.outcomes import change_text
from reports.numbers.values import rough_text, setting_text
from reports.record.run_record import rules_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.decide.candidates import Candidate, Goal
    from analysis.decide.scenario_discovery import Box, Discovery, Limit
    from analysis.decide.search import Found, Verdict
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet
    from wording import Wording


def goal_text(goal: Goal, candidate: Candidate, currency: str, say: Wording) -> str:
    """Word how well a candidate does by the goal's own measure."""
    reached = score(goal, candidate)
    if goal.objective == "satisfaction":
        return change_text("satisfaction", reached, currency, say)
    return money(reached, currency, say)


def so_far_line(found: Found, goal: Goal, currency: str, say: Wording) -> str:
    """Say how far a search is and how well its best does."""
    counted = {"done": found.done, "budget": found.budget}
    if found.best is None:
        return say("decide-so-far-none", **counted)
    return say("decide-so-far", best=goal_text(goal, found.best, currency, say), **counted)


def verdict_lines(verdict: Verdict | None, goal: Goal, currency: str, say: Wording) -> list[str]:
    """Say how the winner does on fresh draws beside the best preset, plainly when no searched rules beat every preset."""
    if verdict is None:
        return [say("decide-nothing-fits")]
    winner = goal_text(goal, verdict.winner, currency, say)
    measure = say(f"decide-measure-{goal.objective}")
    rival = best_of(goal, [candidate for _, candidate in verdict.presets])
    if rival is None:
        first = say("decide-no-preset-fits", measure=measure, winner=winner)
    else:
        name = next(name for name, candidate in verdict.presets if candidate is rival)
        facts = {"winner": winner, "preset": say(f"preset-{name}"), "rival": goal_text(goal, rival, currency, say)}
        first = say("decide-beats" if verdict.beats_all else "decide-beats-not", measure=measure, **facts)
    lines = [first, say("decide-fresh", searched=goal_text(goal, verdict.searched, currency, say), fresh=winner)]
    if verdict.present is not None:
        lines.append(say("decide-fresh-present", present=goal_text(goal, verdict.present, currency, say)))
    if verdict.drivers and verdict.drivers[0].swing:
        first_of_all = verdict.drivers[0]
        ends = {
            side: money(value, currency, say)
            for side, value in (("low", first_of_all.when_low), ("high", first_of_all.when_high))
        }
        lines.append(say("decide-lives-on", name=say(first_of_all.name), **ends))
    if verdict.winner.satisfaction < 0:
        change = change_text("satisfaction", verdict.winner.satisfaction, currency, say)
        lines.append(say("decide-at-their-cost", change=change))
    if not verdict.winner.feasible:
        lines.append(say("decide-fresh-misses"))
    return lines


def candidate_header(first: str, say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `candidate_row`, `first` for what the row is about."""
    keys = ("decide-mean", "decide-worst", "decide-loss-rate", "decide-satisfaction", "decide-topup")
    return (first, *(say(key) for key in keys))


def candidate_row(title: str, candidate: Candidate, currency: str, say: Wording) -> tuple[str, ...]:
    """Return (title, mean worth, mean of the worst 5 %, share of draws that lose, changes of satisfaction and top-ups)."""
    return (
        title,
        money(candidate.npv, currency, say),
        money(candidate.worst, currency, say),
        say.percent(candidate.loss_rate, 0),
        change_text("satisfaction", candidate.satisfaction, currency, say),
        change_text("topup_rate", candidate.topup_rate, currency, say),
    )


def verdict_rows(verdict: Verdict, goal: Goal, currency: str, say: Wording) -> list[tuple[str, ...]]:
    """Return a row for the winner, one for the rules in force, one per preset, the best first; all on the same fresh draws."""
    presets = sorted(verdict.presets, key=lambda pair: (-pair[1].feasible, -score(goal, pair[1])))
    rows = [candidate_row(say("decide-winner"), verdict.winner, currency, say)]
    if verdict.present is not None:
        rows.append(candidate_row(say("shortlist-present"), verdict.present, currency, say))
    return rows + [candidate_row(say(f"preset-{name}"), candidate, currency, say) for name, candidate in presets]


def front_rows(front: Sequence[Candidate], currency: str, say: Wording) -> list[tuple[str, ...]]:
    """Return a row per point of a front, numbered as the chart numbers them."""
    return [candidate_row(str(nth), candidate, currency, say) for nth, candidate in enumerate(front, 1)]


def rule_rows(rules: Mapping[str, Value], now: RuleSet, currency: str, say: Wording) -> list[tuple[str, str, str]]:
    """Return (rule with unit, its value now, the recommended one) for every rule that differs."""
    before, nobody = as_dict(now), say("compare-nobody")
    return [
        (
            with_unit(name, currency, say),
            setting_text(before[name], say, empty=nobody),
            setting_text(rules[name], say, empty=nobody),
        )
        for name in parameters_of(type(now))
        if before[name] != rules[name]
    ]


def set_words(rules: Mapping[str, Value]) -> list[str]:
    """Return the words that make these rules, as they are typed."""
    return rules_words(kind_naming(rules).of(rules), empty=NONE_WORDS[0])


def discovery_lines(found: Discovery, draws: int, say: Wording) -> list[str]:
    """Say how often the rules lose, then in which futures most of the losses lie."""
    share = say.percent(found.loss_rate, 0)
    if found.loss_rate in (0.0, 1.0):
        return [say("decide-loses-never" if found.loss_rate == 0 else "decide-loses-always", draws=draws)]
    head = say("decide-loses", share=share, draws=draws)
    return [head, *(_box_line(box, say) for box in found.boxes)] if found.boxes else [head, say("decide-loses-anywhere")]


def _box_line(box: Box, say: Wording) -> str:
    limits = str(format_list([_limit_text(limit, say) for limit in box.limits], locale=say.locale))
    shares = {"density": say.percent(box.density, 0), "coverage": say.percent(box.coverage, 0)}
    return say("decide-box", limits=limits, draws=box.draws, **shares)


def _limit_text(limit: Limit, say: Wording) -> str:
    side = "below" if limit.low is None else "above" if limit.high is None else "between"
    low, high = ("" if end is None else rough_text(end, say) for end in (limit.low, limit.high))
    return say("decide-limit", name=say(limit.name), side=side, low=low, high=high)
