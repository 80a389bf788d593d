"""The command that proposes a mapping for files of unknown shape, and shows what would arrive."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.elsewhere.asking import Elsewhere
from data.errors import InputError
from data.files.places import write_file
from data.mapping.mapping_file import load_mapping, mapping_names, read_mapping
from data.proposing.preview import looked_again, preview, propose
from data.proposing.text import is_mapping
from terminal.console.common import FAILED, FOLDER, SAY
from terminal.console.engines import opened_tables, tables_option
from terminal.console.tell import tell

if TYPE_CHECKING:
    from data.errors import Problem
    from data.mapping.declarations import Mapping
    from data.proposing.preview import Preview

_NO_NAME, _NO_CURRENCY = "my-base", "RUB"


@click.command("map", help=SAY("help-population-map"))
@click.argument("folder", type=FOLDER, required=False)
@click.option("--mapping", default="", help=SAY("help-map-mapping"))
@click.option("--database", default="", help=SAY("help-database"))
@tables_option
@click.option("--save", type=FOLDER, help=SAY("help-map-save"))
@click.option("--name", default="", help=SAY("help-base-name"))
@click.option("--currency", default=_NO_CURRENCY, show_default=True, help=SAY("help-base-currency"))
def map_command(
    folder: Path | None, mapping: str, database: str, engine: str, save: Path | None, name: str, currency: str
) -> None:
    """Propose a mapping, or try one that was saved; exit code 1 where the first rows cannot arrive."""
    elsewhere = Elsewhere(database, opened_tables(engine))
    elsewhere.check()
    if folder is not None:
        declared, text = _looked_at(folder, mapping, save.name if save else "mapping.toml", name, currency)
        if save is not None:
            write_file(save, text.encode(), lambda place: "" if is_mapping(place) else place.name)
            tell(SAY("cli-map-saved", path=str(save), folder=str(folder)))
    elif mapping and save is None:
        declared = load_mapping(mapping)
    else:
        raise click.MissingParameter(param_hint="FOLDER", param_type="argument")
    try:
        _show(preview(folder, declared, elsewhere))
    except InputError as error:
        for problem in error.problems:
            _tell(problem)
        sys.exit(FAILED)


def _looked_at(folder: Path, mapping: str, file: str, name: str, currency: str) -> tuple[Mapping, str]:
    """Return a mapping for a folder, proposed or as it was saved, with the text of it that fits the folder now."""
    if mapping:
        declared = load_mapping(mapping)
        text = "" if mapping in mapping_names() else Path(mapping).read_text(encoding="utf-8")
        text, told = looked_again(folder, declared, text)
    else:
        found = propose(folder, name or folder.absolute().name or _NO_NAME, currency.upper())
        text, told = found.text, found.guesses
        declared = read_mapping(text, file)
        tell(text)
    for problem in told:
        _tell(problem)
    return declared, text


def _show(shown: Preview) -> None:
    for table in shown.tables:
        tell(SAY("cli-map-table", table=table.table, columns=", ".join(table.columns)))
        for row in table.rows:
            tell("  " + " | ".join(row))
    for problem in shown.problems:
        _tell(problem)
    errors = sum(problem.is_error for problem in shown.problems)
    tell(SAY("cli-map-bad", count=str(errors)) if errors else SAY("cli-map-good"), err=bool(errors))
    if errors:
        sys.exit(FAILED)


def _tell(problem: Problem) -> None:
    text = SAY.problem(problem.key, problem.facts)
    tell(SAY("cli-error" if problem.is_error else "cli-finding", text=text), err=True)
