"""Commands that build, import and check populations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from data.storage import MARK
from data.synth import synthesise
from terminal.base import FOLDER, SAY, Family, with_progress

if TYPE_CHECKING:
    from pathlib import Path


@click.group(cls=Family, help=SAY("help-population"))
def population() -> None:
    """Hold the commands on populations."""


@population.command("synth", help=SAY("help-population-synth"))
@click.option("--subscribers", type=int, default=100_000, show_default=True, help=SAY("help-subscribers"))
@click.option("--seed", type=int, default=1, show_default=True, help=SAY("help-seed"))
@click.option("--market", default="russia", show_default=True, help=SAY("help-market"))
@click.option("--out", type=FOLDER, required=True, help=SAY("help-out"))
@click.option("--missing", is_flag=True, help=SAY("help-missing"))
def synth(subscribers: int, seed: int, market: str, out: Path, *, missing: bool) -> None:
    """Build a synthetic population."""
    if missing and (out / MARK).is_file():
        return
    manifest = with_progress(lambda report: synthesise(out, subscribers, seed, market, progress=report))
    click.echo(SAY("cli-built", path=str(out), fingerprint=manifest.fingerprint[:16]))


@population.command("import", help=SAY("help-population-import"))
@click.option("--mapping", required=True, help=SAY("help-mapping"))
@click.option("--out", type=FOLDER, required=True, help=SAY("help-out"))
@click.argument("source", type=FOLDER)
def import_(mapping: str, source: Path, out: Path) -> None:
    """Import a population from files that look different."""
    from data.importer import import_population

    manifest = with_progress(lambda report: import_population(source, mapping, out, progress=report))
    click.echo(SAY("cli-built", path=str(out), fingerprint=manifest.fingerprint[:16]))
