"""The command that writes a report to take away."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from analysis.uncertainty.monte_carlo import DEFAULT_DRAWS
from reports.formats import FORMATS, PAPERS, render
from reports.record.run_record import record_of
from terminal.console.common import FOLDER, SAY, with_progress
from terminal.console.tell import tell
from terminal.output import target_for, write_report
from terminal.simulate import question_options_with, with_learned
from wording import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from terminal.simulate import QuestionOptions

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("report", help=SAY("help-report"))
@question_options_with(DEFAULT_DRAWS)
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help=SAY("help-language"))
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help=SAY("help-format"))
@click.option("--paper", type=click.Choice(list(PAPERS)), default=PAPERS[0], show_default=True, help=SAY("help-paper"))
@click.option("--date", "day", type=DAY, metavar="YYYY-MM-DD", help=SAY("help-date"))
@click.option("--out", type=FOLDER, help=SAY("help-report-out"))
def report(options: QuestionOptions, language: str, form: str | None, paper: str, day: datetime | None, out: Path | None) -> None:
    """Replay and write the report."""
    form, target = target_for(form, out)
    answered = options.answer()
    result = with_progress(lambda tell: with_learned(options.population, answered, options.threads, tell), brief=True)
    record = record_of(result, made_on(day), options.preset)
    write_report(target, render(form, result, record, language, paper))
    tell(SAY("cli-written", path=str(target)))


def made_on(day: datetime | None) -> date:
    """Return the day that a report bears: the one that was told, else today's."""
    return day.date() if day else date.today()  # noqa: DTZ011 - the reader's own calendar day
