"""The command that says what a pilot would be worth to the operator's own choice, net of what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from terminal.console.common import SAY, with_progress, write_json
from terminal.console.tell import tell
from terminal.decisions.decide import opened, print_table, shown
from terminal.simulate import question_options_with
from wording import wording

if TYPE_CHECKING:
    from terminal.simulate import QuestionOptions


@click.command("worth", help=SAY("help-pilot-worth"))
@question_options_with(None)
@click.option("--plan", metavar="PRESET|FILE", help=SAY("help-pilot-plan"))
@click.option("--option", "names", multiple=True, metavar="PRESET", help=SAY("help-pilot-option"))
@click.option("--design", "designs", multiple=True, metavar="PRESET", help=SAY("help-pilot-worth-design"))
@shown
def worth_command(
    options: QuestionOptions,
    plan: str | None,
    names: tuple[str, ...],
    designs: tuple[str, ...],
    language: str,
    json_file: str | None,
) -> None:
    """Say what pilots of several sizes and lengths are worth to a choice between options."""
    from analysis.pilot.learning.settings import Learning
    from analysis.pilot.plan import Plan
    from analysis.pilot.presets import plan_of
    from analysis.pilot.worth.worth import worth_of_pilot
    from reports.decisions.json_contract import decision_json
    from reports.trials import worth_words as words

    of_plan, rest = options.parted(Plan)
    chosen, what_if = plan_of(plan, of_plan), opened(rest)
    found = with_progress(
        lambda report: worth_of_pilot(what_if, options.population, chosen, Learning(), names, designs, options.threads, report)
    )
    if json_file is not None:
        write_json(json_file, decision_json(what_if, words.worth_plain(found)))
        return
    say, currency = wording(language).naming(what_if.world.plan_names), what_if.world.manifest.currency
    for line in words.worth_lines(found, currency, say):
        tell(line)
    print_table(words.sizes_header(currency, say), words.sizes_rows(found, currency, say))
    tell(say("pilot-worth-doubt-title"))
    print_table(words.doubts_header(currency, say), words.doubts_rows(found, currency, say))
    if found.designs:
        tell(words.designs_title(found, say))
        print_table(words.designs_header(currency, say), words.designs_rows(found, currency, say))
