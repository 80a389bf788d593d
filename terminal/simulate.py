"""The command that answers: replay a population under rules and assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from analysis.assumptions import Assumptions
from analysis.parameters import parse_settings
from analysis.prepare import prepare
from analysis.rules import Rules, make_rules
from analysis.simulate import assumptions_for, simulate
from analysis.world import DEFAULT_SEED
from reports.tables import headlines, verdict
from reports.text_json import to_json
from terminal.base import FOLDER, SAY, settings, write_text
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results import Result


def answer(population: Path, rules: tuple[str, ...], assume: tuple[str, ...], seed: int, threads: int | None) -> Result:
    """Replay the population at a path under `name=value` rules and assumptions."""
    chosen = make_rules(parse_settings(Rules, settings(rules)))
    values = parse_settings(Assumptions, settings(assume))
    world = prepare(population, seed, threads)
    return simulate(world, chosen, assumptions_for(world, values))


@click.command("simulate", help=SAY("help-simulate"))
@click.option("--population", type=FOLDER, required=True, help=SAY("help-population-path"))
@click.option("--set", "rules", multiple=True, metavar="RULE=VALUE", help=SAY("help-set"))
@click.option("--assume", multiple=True, metavar="NAME=VALUE", help=SAY("help-assume"))
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True, help=SAY("help-draws-seed"))
@click.option("--threads", type=click.IntRange(1, 64), help=SAY("help-threads"))
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help=SAY("help-language"))
@click.option("--json", "json_file", type=click.Path(allow_dash=True), help=SAY("help-json"))
def simulate_command(
    population: Path,
    rules: tuple[str, ...],
    assume: tuple[str, ...],
    seed: int,
    threads: int | None,
    language: str,
    json_file: str | None,
) -> None:
    """Print the four headline numbers, or everything as JSON."""
    result = answer(population, rules, assume, seed, threads)
    if json_file is None:
        _print_headlines(result, language)
    else:
        write_text(json_file, to_json(result))


def _print_headlines(result: Result, language: str) -> None:
    say = wording(language)
    click.echo(verdict(result, say))
    for line in headlines(result, say):
        click.echo(
            say(
                "cli-headline",
                title=line.title,
                baseline=line.baseline,
                with_rules=line.with_rules,
                change=line.change,
                interval=line.interval,
            )
        )
