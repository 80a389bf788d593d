"""The commands that read a pilot out, and that make one to try it on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.errors import InputError
from data.files.places import write_file
from terminal.console.common import FOLDER, JSON_FILE, SAY, tables_option, with_progress, write_json
from terminal.console.engines import engine_option, opened_engine
from terminal.console.tell import tell
from terminal.decisions.decide import print_table
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from analysis.pilot.readout.answer import Readout
    from wording import Wording


@click.command("read", help=SAY("help-pilot-read"))
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--population", type=FOLDER, required=True, help=SAY("help-pilot-population"))
@tables_option
@click.option("--out", type=click.Path(path_type=Path), help=SAY("help-trial-out"))
@click.option("--json", "json_file", type=JSON_FILE, help=SAY("help-json"))
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help=SAY("help-language"))
def read_command(
    folder: Path, population: Path, tables: Path | None, out: Path | None, json_file: str | None, language: str
) -> None:
    """Read a pilot out."""
    from analysis.pilot.ground import tables_needed
    from analysis.pilot.readout.read import read_pilot
    from analysis.shards.store import is_store, open_store
    from reports.trials.readout_json import readout_json

    say = wording(language)
    if out is not None and out.suffix.lower() not in {".json", ".pdf"}:
        raise InputError.one("trial-out", path=str(out))
    at = tables_needed(open_store(population), population, tables) if is_store(population) else population
    found = with_progress(lambda report: read_pilot(folder, at, report), brief=True)
    if out is not None:
        from reports.trials.readout_pdf import foreign_readout

        write_file(out, _rendered(found, out.suffix.lower(), say), foreign_readout)
    if json_file is not None:
        write_json(json_file, readout_json(found))
        return
    _tell_all(found, say)


def _rendered(found: Readout, suffix: str, say: Wording) -> bytes:
    from reports.trials.readout_json import readout_json

    if suffix == ".json":
        return readout_json(found).encode()
    from reports.trials.readout_pdf import readout_pdf

    return readout_pdf(found, say)


def _tell_all(found: Readout, say: Wording) -> None:
    from reports.trials import readout as words

    for line in (*words.first_lines(found, say), *words.note_lines(found, say)):
        tell(line)
    tell(f"\n{say('trial-table')}")
    print_table(words.effects_header(found, say), words.effects_rows(found, say))
    tell(say("trial-per"))
    if found.sides:
        tell(f"\n{say('trial-sides-title')}")
        print_table(words.sides_header(say), words.sides_rows(found, say))
    meeting = words.interference_line(found, say)
    if meeting is not None:
        tell(meeting)
    if found.exposure:
        tell(f"\n{say('trial-exposure-title')}")
        print_table(words.exposure_header(say), words.exposure_rows(found, say))


@click.command("example", help=SAY("help-pilot-example"))
@click.option("--population", type=FOLDER, required=True, help=SAY("help-pilot-population"))
@click.option("--out", type=FOLDER, required=True, help=SAY("help-pilot-example-out"))
@tables_option
@engine_option
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help=SAY("help-pilot-example-seed"))
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help=SAY("help-language"))
def example_command(population: Path, out: Path, tables: Path | None, engine: str, seed: int, language: str) -> None:
    """Make an example pilot."""
    from analysis.pilot.example.example import make_example
    from analysis.pilot.ground import tables_needed
    from analysis.pilot.plan import Plan
    from analysis.shards.opening import open_base

    say = wording(language)
    base = with_progress(lambda report: open_base(population, progress=report, engine=opened_engine(engine)), brief=True)
    at = tables_needed(base, population, tables)
    made = with_progress(lambda report: make_example(at, out, Plan(), seed, report, base=base), brief=True)
    sizes = {name: say.number(getattr(made, name)) for name in ("subscribers", "clusters", "months")}
    tell(say("trial-made", path=str(out), truth=made.truth, **sizes))
