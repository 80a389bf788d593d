"""The command that designs a pilot: what each design would find, the plan to sign, and the list of who is in which arm."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from data.errors import InputError
from terminal.console.common import FOLDER, SAY, tables_option, with_progress, write_json
from terminal.console.tell import tell
from terminal.decisions.decide import opened, print_table, shown
from terminal.simulate import question_options_with
from wording import wording

if TYPE_CHECKING:
    from pathlib import Path

    from data.progress import Progress
    from reports.trials.made import Designed
    from terminal.simulate import QuestionOptions

REPLICATES = 200


@click.command("design", help=SAY("help-pilot-design"))
@question_options_with(None)
@click.option("--plan", metavar="PRESET|FILE", help=SAY("help-pilot-plan"))
@click.option("--replicates", type=click.IntRange(20, 10_000), default=REPLICATES, show_default=True, help=SAY("help-replicates"))
@click.option("--alone", is_flag=True, help=SAY("help-pilot-alone"))
@click.option("--paper", type=click.Choice(("a4", "letter")), default="a4", show_default=True, help=SAY("help-paper"))
@click.option("--out", type=FOLDER, help=SAY("help-pilot-out"))
@tables_option
@shown
def design_command(
    options: QuestionOptions,
    plan: str | None,
    replicates: int,
    alone: bool,  # noqa: FBT001 - Click hands options over by name
    paper: str,
    out: Path | None,
    tables: Path | None,
    language: str,
    json_file: str | None,
) -> None:
    """Evaluate a plan beside the usual ones; with `out` write the plan as a PDF, its record, and the list into the base."""
    from analysis.pilot.plan import Plan
    from analysis.pilot.presets import plan_of
    from analysis.shards.opening import tables_of
    from reports.decisions.json_contract import decision_json
    from reports.trials.design_record import evaluations_plain
    from reports.trials.design_words import design_header, design_rows, effect_line, finding_of
    from reports.trials.history_words import history_line, plan_lines, window_header, window_rows
    from reports.trials.made import Asked, designed, write_plan

    of_plan, rest = options.parted(Plan)
    chosen, what_if = plan_of(plan, of_plan), opened(rest)
    at = tables_of(what_if.world, options.population, tables)
    if out is not None and at is None:
        raise InputError.one("pilot-without-ids")

    def work(report: Progress) -> Designed:
        return designed(Asked(what_if, at, chosen, replicates, alone), options.threads, report)

    found = with_progress(work, brief=True)
    say, currency = wording(language).naming(what_if.world.plan_names), what_if.world.manifest.currency
    if out is not None and at is not None:
        for line in write_plan(found, out, at, date.today(), language, paper):  # noqa: DTZ011 - the reader's own day
            tell(line, err=json_file is not None)
    if json_file is not None:
        told = {"plan_digest": found.plan.plan_digest, "replicates": replicates, "designs": evaluations_plain(found.evaluations)}
        write_json(json_file, decision_json(what_if, told))
        return
    tell(finding_of(found.evaluations, say))
    own = found.evaluations[0]
    for line in (effect_line(own, say), *plan_lines(own, what_if.world.subscribers, say)):
        tell(line)
    print_table(design_header(say), design_rows(found.evaluations, currency, say))
    tell(history_line(own, say))
    tell(f"\n{say('pilot-window-title')}")
    print_table(window_header(say), window_rows(own, say))
    tell(say("pilot-window-note"))
