"""The command that learns from a pilot: what narrowed, the value before and after, and a scenario with what to assume."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.files.places import write_file
from terminal.console.common import FOLDER, SAY, tables_option, with_progress, write_json
from terminal.console.tell import tell
from terminal.decisions.decide import opened, print_table, shown
from terminal.simulate import question_options_with
from wording import wording

if TYPE_CHECKING:
    from terminal.simulate import QuestionOptions


@click.command("learn", help=SAY("help-pilot-learn"))
@click.argument("folder", metavar="DIR", type=FOLDER)
@question_options_with(None)
@tables_option
@click.option("--out", type=click.Path(path_type=Path), help=SAY("help-pilot-learn-out"))
@shown
def learn_pilot_command(
    folder: Path, options: QuestionOptions, tables: Path | None, out: Path | None, language: str, json_file: str | None
) -> None:
    """Learn from a pilot; with `out` write a scenario that assumes what was learned."""
    from analysis.pilot.ground import tables_needed
    from analysis.pilot.learning.from_trial import learn_pilot
    from analysis.pilot.learning.settings import Learning
    from analysis.settings.parameters import parse_settings
    from reports.trials.learned import (
        before_after_header,
        before_after_rows,
        foreign_scenario,
        learned_lines,
        learned_plain,
        scenario_of,
    )

    say = wording(language)
    of_learning, rest = options.parted(Learning)
    what_if = opened(rest)
    learning = Learning.of(parse_settings(Learning, of_learning))
    at = tables_needed(what_if.world, options.population, tables)
    found = with_progress(
        lambda report: learn_pilot(folder, at, what_if.world, what_if.question, learning, options.threads, report)
    )
    if out is not None and found.values:
        write_file(out, scenario_of(found, what_if.world, what_if.question, say).encode(), foreign_scenario)
    if json_file is not None:
        write_json(json_file, json.dumps(learned_plain(found, say), indent=2, ensure_ascii=False) + "\n")
        return
    for line in learned_lines(found, say):
        tell(line)
    if found.posterior is not None and found.posterior.told():
        print_table(before_after_header(say), before_after_rows(found, say))
    if found.values:
        tell(say("pilot-learn-written", path=str(out)) if out is not None else say("pilot-learn-how"))
