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

    from analysis.decide.question import Question as Asked
    from analysis.decide.tornado import Bar
    from data.progress import Progress
    from terminal.simulate import Question
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


def asked_of(question: Question) -> Asked:
    """Open the base and return the question a decision starts from; InputError and ParameterError."""
    from analysis.decide.question import Question as Asking

    world, rules, assumptions = question.opened()
    tell_base(world)
    return Asking(world, rules, assumptions, question.horizon)


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
def tornado_command(question: Question, language: str, json_file: str | None) -> None:
    """Show how far each unknown moves the worth of the rules."""
    from analysis.decide.tornado import tornado
    from analysis.uncertainty.distributions import unknown_names
    from reports.decisions.json_contract import decision_json, tornado_plain
    from reports.decisions.sensitivity import tornado_header, tornado_line, tornado_rows

    asked = asked_of(question)

    def work(report: Progress) -> tuple[Bar, ...]:
        known: list[tuple[Bar, ...]] = [()]
        for bars in tornado(asked, question.threads):
            known.append(bars)
            report("tornado", len(bars) / len(unknown_names()))
        return known[-1]

    bars, central = with_progress(work, brief=True), asked.worth().npv
    if json_file is not None:
        write_json(json_file, decision_json(asked, tornado_plain(bars, central)))
        return
    say, currency = _said(asked, language)
    tell(tornado_line(bars, central, currency, say))
    print_table(tornado_header(say), tornado_rows(bars, currency, say))


@decide.command("sobol", help=SAY("help-decide-sobol"))
@question_options_with(None)
@click.option("--points", type=click.IntRange(8, 4096), default=64, show_default=True, help=SAY("help-decide-points"))
@shown
def sobol_command(question: Question, points: int, language: str, json_file: str | None) -> None:
    """Show each unknown's share of the spread."""
    from analysis.decide.sobol import sobol_indices
    from reports.decisions.json_contract import decision_json, sobol_plain
    from reports.decisions.sensitivity import sobol_header, sobol_line, sobol_rows

    asked = asked_of(question)
    indices = with_progress(lambda report: sobol_indices(asked, points, question.threads, report), brief=True)
    if json_file is not None:
        write_json(json_file, decision_json(asked, sobol_plain(indices, points)))
        return
    say, _ = _said(asked, language)
    tell(sobol_line(indices, say))
    print_table(sobol_header(say), sobol_rows(indices, say))


@decide.command("breakeven", help=SAY("help-decide-breakeven"))
@question_options_with(None)
@click.argument("name")
@click.option("--low", type=float, help=SAY("help-decide-low"))
@click.option("--high", type=float, help=SAY("help-decide-high"))
@shown
def breakeven_command(
    question: Question, name: str, low: float | None, high: float | None, language: str, json_file: str | None
) -> None:
    """Show where the worth of the rules crosses zero along one rule or assumption."""
    from analysis.decide.breakeven import break_even
    from reports.decisions.json_contract import breakeven_plain, decision_json
    from reports.decisions.sensitivity import breakeven_header, breakeven_lines, breakeven_rows

    asked = asked_of(question)

    found = break_even(asked, name, low, high)
    if json_file is not None:
        write_json(json_file, decision_json(asked, breakeven_plain(found)))
        return
    say, currency = _said(asked, language)
    for line in breakeven_lines(found, currency, say):
        tell(line)
    print_table(breakeven_header(found, currency, say), breakeven_rows(found, currency, say))


@decide.command("interaction", help=SAY("help-decide-interaction"))
@question_options_with(None)
@click.argument("one")
@click.argument("other")
@shown
def interaction_command(question: Question, one: str, other: str, language: str, json_file: str | None) -> None:
    """Show the worth of the rules over a grid of two numbers."""
    from analysis.decide.interaction import interaction
    from reports.decisions.json_contract import decision_json, grid_plain
    from reports.decisions.sensitivity import grid_header, grid_line, grid_rows

    asked = asked_of(question)
    grid = interaction(asked, one, other, threads=question.threads)
    if json_file is not None:
        write_json(json_file, decision_json(asked, grid_plain(grid)))
        return
    say, currency = _said(asked, language)
    tell(grid_line(grid, currency, say))
    print_table(grid_header(grid, currency, say), grid_rows(grid, currency, say))


@decide.command("measure", help=SAY("help-decide-measure"))
@question_options_with(200)
@shown
def measure_command(question: Question, language: str, json_file: str | None) -> None:
    """Show what knowing each unknown before deciding is worth."""
    from analysis.decide.question import Question as Asking
    from analysis.decide.value_of_information import value_of_measuring
    from analysis.simulate import simulate
    from analysis.uncertainty.draws_cache import explore
    from reports.decisions.json_contract import decision_json, measure_plain
    from reports.decisions.sensitivity import measure_line, measure_rows

    world, rules, assumptions = question.opened()
    result = simulate(world, rules, assumptions, horizon=question.horizon, threads=question.threads)
    futures = with_progress(
        lambda report: explore(world, question.population, result, question.draws, question.threads, report), brief=True
    )
    worth, people = value_of_measuring(futures), result.projection.initial_subscribers
    asked = Asking(world, rules, assumptions, question.horizon)
    if json_file is not None:
        write_json(json_file, decision_json(asked, measure_plain(worth, people, futures.draws)))
        return
    say, currency = _said(asked, language)
    tell(measure_line(worth, people, currency, say))
    print_table((say("decide-unknown"), say("decide-worth-knowing")), measure_rows(worth, people, currency, say))


def _said(asked: Asked, language: str) -> tuple[Wording, str]:
    return wording(language), asked.world.manifest.currency
