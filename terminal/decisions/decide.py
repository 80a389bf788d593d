"""Commands from what-if to what-to-do: what moves the answer, where it turns, what is worth measuring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from terminal.console.common import JSON_FILE, SAY, Family, tell_base, with_progress, write_json
from terminal.console.tell import tell
from terminal.simulate import question_options_with
from wording import LANGUAGES, wording
from wording.foreign import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analysis.decide.tornado import Bar
    from analysis.decide.what_if import WhatIf
    from analysis.results.draws import Futures
    from analysis.results.result import Result
    from data.progress import Progress
    from terminal.simulate import QuestionOptions
    from wording import Wording

PIPE_WIDTH = 240  # of a table that no terminal limits


@click.group(cls=Family, help=SAY("help-decide"))
def decide() -> None:
    """Hold the commands on decisions."""


def shown(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of how an answer is shown."""
    json_option = click.option("--json", "json_file", type=JSON_FILE, help=SAY("help-json"))
    names = click.Choice(list(LANGUAGES))
    language = click.option("--language", type=names, default="en", show_default=True, help=SAY("help-language"))
    return language(json_option(command))


def opened(options: QuestionOptions) -> WhatIf:
    """Open the base and return the question a decision starts from; InputError and ParameterError."""
    what_if = options.opened()
    tell_base(what_if.world)
    return what_if


def with_draws(what_if: WhatIf, options: QuestionOptions) -> tuple[Result, Futures]:
    """Return the answer as assumed, and the draws around it; ParameterError for a count of draws that is not allowed."""
    from analysis.simulate import simulate
    from analysis.uncertainty.draws_cache import explore

    world, question, threads = what_if.world, what_if.question, options.threads
    result = simulate(world, question.rules, question.assumptions, horizon=question.horizon, threads=threads)
    return result, with_progress(
        lambda report: explore(world, options.population, result, options.draws, threads, report), brief=True
    )


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows of cells; into a pipe as wide as they need."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=PIPE_WIDTH)
    found = Table(box=box.SIMPLE, pad_edge=False)
    for nth, title in enumerate(header):
        found.add_column(Text(visible(title)), justify="left" if nth == 0 else "right")
    for row in rows:
        found.add_row(*(Text(visible(cell)) for cell in row))  # neither markup nor the names of pictures
    console.print(found, markup=False)


@decide.command("tornado", help=SAY("help-decide-tornado"))
@question_options_with(None)
@shown
def tornado_command(options: QuestionOptions, language: str, json_file: str | None) -> None:
    """Show how far each unknown moves the worth of the rules."""
    from analysis.decide.tornado import tornado
    from analysis.uncertainty.distributions import unknown_names
    from reports.decisions.json_contract import decision_json, tornado_plain
    from reports.decisions.sensitivity import tornado_header, tornado_line, tornado_rows

    what_if = opened(options)
    question = what_if.question
    count = len(unknown_names(question.rules.mechanism, resellers=question.assumptions.resellers))

    def work(report: Progress) -> tuple[Bar, ...]:
        known: list[tuple[Bar, ...]] = [()]
        for bars in tornado(what_if, options.threads):
            known.append(bars)
            report("tornado", len(bars) / count)
        return known[-1]

    bars, central = with_progress(work, brief=True), what_if.worth().npv
    if json_file is not None:
        write_json(json_file, decision_json(what_if, tornado_plain(bars, central)))
        return
    say, currency = _said(what_if, language)
    tell(tornado_line(bars, central, currency, say))
    print_table(tornado_header(say), tornado_rows(bars, currency, say))


@decide.command("sobol", help=SAY("help-decide-sobol"))
@question_options_with(None)
@click.option("--points", type=click.IntRange(8, 4096), default=64, show_default=True, help=SAY("help-decide-points"))
@shown
def sobol_command(options: QuestionOptions, points: int, language: str, json_file: str | None) -> None:
    """Show each unknown's share of the spread."""
    from analysis.decide.sobol import sobol_indices
    from reports.decisions.json_contract import decision_json, sobol_plain
    from reports.decisions.sensitivity import sobol_header, sobol_line, sobol_rows

    what_if = opened(options)
    indices = with_progress(lambda report: sobol_indices(what_if, points, options.threads, report), brief=True)
    if json_file is not None:
        write_json(json_file, decision_json(what_if, sobol_plain(indices, points)))
        return
    say, _ = _said(what_if, language)
    tell(sobol_line(indices, say))
    print_table(sobol_header(say), sobol_rows(indices, say))


@decide.command("breakeven", help=SAY("help-decide-breakeven"))
@question_options_with(None)
@click.argument("name")
@click.option("--low", type=float, help=SAY("help-decide-low"))
@click.option("--high", type=float, help=SAY("help-decide-high"))
@shown
def breakeven_command(
    options: QuestionOptions, name: str, low: float | None, high: float | None, language: str, json_file: str | None
) -> None:
    """Show where the worth of the rules crosses zero along one rule or assumption."""
    from analysis.decide.breakeven import break_even
    from reports.decisions.json_contract import breakeven_plain, decision_json
    from reports.decisions.sensitivity import breakeven_header, breakeven_lines, breakeven_rows

    what_if = opened(options)

    found = break_even(what_if, name, low, high)
    if json_file is not None:
        write_json(json_file, decision_json(what_if, breakeven_plain(found)))
        return
    say, currency = _said(what_if, language)
    for line in breakeven_lines(found, currency, say):
        tell(line)
    print_table(breakeven_header(found, currency, say), breakeven_rows(found, currency, say))


@decide.command("interaction", help=SAY("help-decide-interaction"))
@question_options_with(None)
@click.argument("one")
@click.argument("other")
@shown
def interaction_command(options: QuestionOptions, one: str, other: str, language: str, json_file: str | None) -> None:
    """Show the worth of the rules over a grid of two numbers."""
    from analysis.decide.interaction import interaction
    from reports.decisions.json_contract import decision_json, grid_plain
    from reports.decisions.sensitivity import grid_header, grid_line, grid_rows

    what_if = opened(options)
    grid = interaction(what_if, one, other, threads=options.threads)
    if json_file is not None:
        write_json(json_file, decision_json(what_if, grid_plain(grid)))
        return
    say, currency = _said(what_if, language)
    tell(grid_line(grid, currency, say))
    print_table(grid_header(grid, currency, say), grid_rows(grid, currency, say))


@decide.command("measure", help=SAY("help-decide-measure"))
@question_options_with(200)
@shown
def measure_command(options: QuestionOptions, language: str, json_file: str | None) -> None:
    """Show what knowing each unknown before deciding is worth."""
    from analysis.decide.value_of_information import value_of_measuring
    from reports.decisions.json_contract import decision_json, measure_plain
    from reports.decisions.sensitivity import measure_line, measure_rows

    what_if = opened(options)
    result, futures = with_draws(what_if, options)
    worth, people = value_of_measuring(futures), result.projection.initial_subscribers
    if json_file is not None:
        write_json(json_file, decision_json(what_if, measure_plain(worth, people, futures.draws)))
        return
    say, currency = _said(what_if, language)
    tell(measure_line(worth, people, currency, say))
    print_table((say("decide-unknown"), say("decide-worth-knowing")), measure_rows(worth, people, currency, say))


def _said(what_if: WhatIf, language: str) -> tuple[Wording, str]:
    return wording(language).naming(what_if.world.plan_names), what_if.world.manifest.currency
