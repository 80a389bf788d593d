"""Commands on mechanisms against each other, and on those who would resell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from data.files.places import write_file
from data.presets import RULES, preset_names
from terminal.console.common import FOLDER, JSON_FILE, SAY, Family, with_progress, write_json
from terminal.console.tell import tell
from terminal.decisions.decide import opened, print_table, shown
from terminal.decisions.decide_best import goal_options
from terminal.simulate import question_options_with
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.resellers.scan import Scan
    from analysis.rivals.best import Champion
    from analysis.rivals.compare import Rival
    from data.progress import Progress
    from terminal.simulate import QuestionOptions

DRAWS = 32
OFFERS = tuple(name for name in preset_names(RULES) if name != "off")


@click.group(cls=Family, help=SAY("help-mechanisms"))
def mechanisms() -> None:
    """Hold the commands on mechanisms."""


@mechanisms.command("compare", help=SAY("help-mechanisms-compare"))
@question_options_with(DRAWS, rules=False)
@click.option("--offer", "only", multiple=True, type=click.Choice(OFFERS), metavar="NAME", help=SAY("help-mechanisms-offer"))
@shown
def compare_command(options: QuestionOptions, only: tuple[str, ...], language: str, json_file: str | None) -> None:
    """Show every offer of every mechanism, or those asked for, the one worth most first."""
    from analysis.rivals.compare import rivals, unasked
    from reports.decisions.json_contract import decision_json
    from reports.decisions.mechanisms import (
        finding_of,
        mechanisms_header,
        mechanisms_rows,
        outside_found,
        ranked_rivals,
        rivals_plain,
        unasked_lines,
    )

    what_if = opened(options)
    question = what_if.question

    asked = tuple(dict.fromkeys(only))  # one that was named twice is answered once
    left_out = unasked(what_if.world, question.assumptions, asked)

    def work(report: Progress) -> list[Rival]:
        found = rivals(what_if.world, question.assumptions, question.horizon, options.draws, options.threads, report, only=asked)
        return ranked_rivals(list(found))

    found = with_progress(work, brief=True)
    if json_file is not None:
        write_json(json_file, decision_json(what_if, {"offers": rivals_plain(found), "offers_not_asked": list(left_out)}))
        return
    say = wording(language).naming(what_if.world.plan_names)
    if len(found) > 1:
        tell(finding_of(found, say))
    print_table(mechanisms_header(what_if.world.manifest.currency, say), mechanisms_rows(found, say))
    for line in (*outside_found(found, say), *unasked_lines(left_out, say)):
        tell(line)


@mechanisms.command("best", help=SAY("help-mechanisms-best"))
@question_options_with(None, rules=False)
@goal_options(700)
@shown
def best_command(
    options: QuestionOptions,
    objective: str,
    loss_limit: float,
    profit_floor: float,
    budget: int,
    language: str,
    json_file: str | None,
) -> None:
    """Search for the best rules of every mechanism, the best of them first."""
    from analysis.decide.candidates import Goal
    from analysis.rivals.best import champions, ranked_champions
    from reports.decisions.best_rules import set_words
    from reports.decisions.champions import champions_finding, champions_header, champions_plain, champions_rows
    from reports.decisions.json_contract import decision_json

    goal, what_if = Goal(objective, loss_limit, profit_floor), opened(options)

    def work(report: Progress) -> list[Champion]:
        return ranked_champions(list(champions(what_if, goal, budget, options.draws, options.threads, report)), goal)

    found = with_progress(work)
    if json_file is not None:
        write_json(json_file, decision_json(what_if, champions_plain(goal, found)))
        return
    say, currency = wording(language).naming(what_if.world.plan_names), what_if.world.manifest.currency
    tell(champions_finding(found, goal, currency, say))
    print_table(champions_header(say), champions_rows(found, currency, say))
    for one in found:
        if one.winner is not None:
            tell(say("champion-words", mechanism=say(f"mechanism-{one.mechanism}"), words=" ".join(set_words(one.winner.rules))))


@mechanisms.command("resale", help=SAY("help-mechanisms-resale"))
@question_options_with(None)
@shown
def resale_command(options: QuestionOptions, language: str, json_file: str | None) -> None:
    """Show what a reseller's SIM earns under the rules as they are, and under each that bars it."""
    from analysis.rivals.bars import barred
    from reports.decisions.json_contract import decision_json
    from reports.decisions.mechanisms import bars_header, bars_plain, bars_rows, resale_line

    what_if = opened(options)
    bars, cheapest = barred(what_if)
    if json_file is not None:
        write_json(json_file, decision_json(what_if, bars_plain(bars, cheapest)))
        return
    say, world = wording(language).naming(what_if.world.plan_names), what_if.world
    tell(resale_line(bars, cheapest, world.manifest.currency, say))
    print_table(bars_header(world.manifest.currency, say), bars_rows(bars, world.manifest.currency, say))


@mechanisms.command("scan", help=SAY("help-mechanisms-scan"))
@click.option("--population", type=FOLDER, required=True, help=SAY("help-pilot-population"))
@click.option("--pilot", type=FOLDER, help=SAY("help-scan-pilot"))
@click.option("--cap-gb", type=click.FloatRange(0, min_open=True), help=SAY("help-scan-cap"))
@click.option("--ids", is_flag=True, help=SAY("help-scan-ids"))
@click.option("--json", "json_file", type=JSON_FILE, help=SAY("help-json"))
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help=SAY("help-language"))
def scan_command(
    population: Path, pilot: Path | None, cap_gb: float | None, json_file: str | None, language: str, *, ids: bool
) -> None:
    """Scan a log of gifts for the marks of resale."""
    from analysis.resellers.scan import FILE, FOLDER, foreign_scan, scan
    from reports.decisions.resale_scan import scan_header, scan_lines, scan_plain, scan_rows

    found: Scan = with_progress(lambda report: scan(population, pilot, cap_gb, progress=report), brief=True)
    place = population / FOLDER / FILE
    if ids:
        write_file(place, found.suspects_csv(), foreign_scan)
    if json_file is not None:
        write_json(json_file, json.dumps(scan_plain(found.counts()), indent=2) + "\n")
        return
    say, counts = wording(language), found.counts()
    for line in scan_lines(counts, say):
        tell(line)
    print_table(scan_header(say), scan_rows(counts, say))
    if ids:
        tell(say("scan-written", file=str(place)))
