"""Commands that recommend: the best rules for a goal, and in which futures rules lose."""

from __future__ import annotations

import functools
import shlex
import sys
from typing import TYPE_CHECKING

import click

from terminal.console.common import CANCELLED, FOLDER, SAY, with_progress, write_json
from terminal.console.tell import tell
from terminal.decisions.decide import decide, opened, print_table, shown, with_draws
from terminal.simulate import question_options_with
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.decide.candidates import Goal
    from analysis.decide.search import Found, Verdict
    from analysis.decide.what_if import WhatIf
    from data.progress import Progress
    from terminal.simulate import QuestionOptions
    from wording import Wording

OBJECTIVES = ("expected", "worst", "safe", "satisfaction")


def goal_options(budget: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what adds the options of a search to a command: what to look for, and how hard; `budget` sets by default."""
    found = [
        click.option(
            "--objective", type=click.Choice(OBJECTIVES), default="expected", show_default=True, help=SAY("help-decide-objective")
        ),
        click.option(
            "--loss-limit", type=click.FloatRange(0, 1), default=0.1, show_default=True, help=SAY("help-decide-loss-limit")
        ),
        click.option("--profit-floor", type=float, default=0.0, show_default=True, help=SAY("help-decide-profit-floor")),
        click.option(
            "--budget", type=click.IntRange(1, 100_000), default=budget, show_default=True, help=SAY("help-decide-budget")
        ),
        click.option(
            "--draws", type=click.IntRange(4, 1024), default=32, show_default=True, help=SAY("help-decide-search-draws")
        ),
    ]
    return lambda command: functools.reduce(lambda inner, option: option(inner), reversed(found), command)


@decide.command("best", help=SAY("help-decide-best"))
@question_options_with(None)
@goal_options(2000)
@click.option("--resume", type=FOLDER, help=SAY("help-decide-resume"))
@shown
def best_command(
    options: QuestionOptions,
    objective: str,
    loss_limit: float,
    profit_floor: float,
    budget: int,
    resume: Path | None,
    language: str,
    json_file: str | None,
) -> None:
    """Search for the best rules and tell how they do on fresh draws; Ctrl-C tells the best so far."""
    from analysis.decide import journal
    from analysis.decide.candidates import Goal
    from analysis.decide.search import verdict_on
    from reports.decisions.json_contract import best_plain, decision_json

    dropped = journal.mend(resume) if resume is not None else 0
    if dropped:
        tell(SAY("decide-journal-mended", path=str(resume), dropped=dropped), err=True)
    goal = Goal(objective, loss_limit, profit_floor)
    what_if = opened(options)
    found, stopped = with_progress(lambda report: _searched(what_if, goal, (budget, options.draws), resume, report))
    verdict = None
    if not stopped:
        verdict = with_progress(lambda _: verdict_on(what_if, goal, found, threads=options.threads), brief=True)
    if json_file is not None:
        write_json(json_file, decision_json(what_if, best_plain(goal, found, verdict, _sample_sizes(what_if))))
    else:
        _tell(what_if, goal, found, verdict, wording(language).naming(what_if.world.plan_names), stopped=stopped)
    if stopped:
        if resume is not None:
            tell(SAY("decide-resume-hint", path=str(resume)), err=True)
        sys.exit(CANCELLED)


def _searched(what_if: WhatIf, goal: Goal, effort: tuple[int, int], keep: Path | None, report: Progress) -> tuple[Found, bool]:
    """Return what a search of (budget, draws) found, and whether Ctrl-C ended it before its time."""
    from analysis.decide.search import Found, search

    budget, draws = effort
    found = Found(0, budget, None, (), ())
    try:
        for found in search(what_if, goal, budget, draws, keep=keep):
            report("search", found.done / budget)
    except KeyboardInterrupt:
        return found, True
    return found, False


def _sample_sizes(what_if: WhatIf) -> tuple[int, int]:
    """Return how many subscribers the search and the verdict run on."""
    from analysis.decide.search import SEARCH_SUBSCRIBERS, VERDICT_SUBSCRIBERS
    from analysis.world.subsample import community_sample

    searched, judged = (
        community_sample(what_if.world, most)[0].subscribers for most in (SEARCH_SUBSCRIBERS, VERDICT_SUBSCRIBERS)
    )
    return searched, judged


def _tell(what_if: WhatIf, goal: Goal, found: Found, verdict: Verdict | None, say: Wording, *, stopped: bool) -> None:
    from reports.decisions.best_rules import candidate_header, so_far_line, verdict_lines, verdict_rows

    currency = what_if.world.manifest.currency
    if stopped:
        tell(so_far_line(found, goal, currency, say))
        tell(say("decide-stopped", done=found.done, budget=found.budget))
    else:
        for line in verdict_lines(verdict, goal, currency, say):
            tell(line)
    if found.best is not None:
        _tell_rules(what_if, found, say)
    if verdict is not None:
        searched, judged = (say.number(size) for size in _sample_sizes(what_if))
        print_table(candidate_header(say("decide-rules-set"), say), verdict_rows(verdict, goal, currency, say))
        tell(say("decide-sample", search=searched, verdict=judged))


def _tell_rules(what_if: WhatIf, found: Found, say: Wording) -> None:
    """Print the best rules: beside those asked about, and as words to type."""
    from reports.decisions.best_rules import rule_rows, set_words

    if found.best is None:
        return
    rows = rule_rows(found.best.rules, what_if.question.rules, what_if.world.manifest.currency, say)
    tell(say("decide-recommended") if rows else say("decide-no-rule-differs"))
    if rows:
        print_table([say(f"decide-{key}") for key in ("rule", "was", "will")], rows)
    tell(shlex.join(set_words(found.best.rules)))


@decide.command("discover", help=SAY("help-decide-discover"))
@question_options_with(200)
@shown
def discover_command(options: QuestionOptions, language: str, json_file: str | None) -> None:
    """Say in which futures the rules lose."""
    from analysis.decide.scenario_discovery import discover
    from reports.decisions.best_rules import discovery_lines
    from reports.decisions.json_contract import decision_json, discovery_plain

    what_if = opened(options)
    _, futures = with_draws(what_if, options)
    found = discover(futures)
    if json_file is not None:
        write_json(json_file, decision_json(what_if, discovery_plain(found, futures.draws)))
        return
    for line in discovery_lines(found, futures.draws, wording(language).naming(what_if.world.plan_names)):
        tell(line)
