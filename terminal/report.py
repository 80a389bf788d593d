"""The command that writes a report to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from analysis.world import DEFAULT_SEED
from reports.html import to_html
from reports.text_json import to_json
from terminal.base import FOLDER, SAY, write_bytes
from terminal.simulate import answer
from wording import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path


@click.command("report", help=SAY("help-report"))
@click.option("--population", type=FOLDER, required=True, help=SAY("help-population-path"))
@click.option("--set", "rules", multiple=True, metavar="RULE=VALUE", help=SAY("help-set"))
@click.option("--assume", multiple=True, metavar="NAME=VALUE", help=SAY("help-assume"))
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True, help=SAY("help-draws-seed"))
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help=SAY("help-language"))
@click.option("--format", "form", type=click.Choice(["html", "json"]), default="html", show_default=True, help=SAY("help-format"))
@click.option("--out", type=FOLDER, required=True, help=SAY("help-report-out"))
def report(
    population: Path, rules: tuple[str, ...], assume: tuple[str, ...], seed: int, language: str, form: str, out: Path
) -> None:
    """Replay and write the report."""
    result = answer(population, rules, assume, seed, None)
    content = to_html(result, language) if form == "html" else to_json(result).encode()
    write_bytes(out, content)
    click.echo(SAY("cli-written", path=str(out)))
