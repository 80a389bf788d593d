"""The command that writes a report to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reports.html import to_html
from reports.text_json import to_json
from terminal.base import FOLDER, SAY, write_bytes
from terminal.simulate import question_options
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

    from terminal.simulate import Question


@click.command("report", help=SAY("help-report"))
@question_options
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help=SAY("help-language"))
@click.option("--format", "form", type=click.Choice(["html", "json"]), default="html", show_default=True, help=SAY("help-format"))
@click.option("--out", type=FOLDER, required=True, help=SAY("help-report-out"))
def report(question: Question, language: str, form: str, out: Path) -> None:
    """Replay and write the report."""
    result = question.answer()
    write_bytes(out, to_html(result, language) if form == "html" else to_json(result, wording(language)).encode())
    click.echo(SAY("cli-written", path=str(out)))
