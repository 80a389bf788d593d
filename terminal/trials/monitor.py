"""The commands that watch a launch: plan against actual, and an example to try it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from terminal.console.common import FOLDER, SAY, Family, with_progress, write_json
from terminal.console.tell import tell
from terminal.decisions.decide import print_table, shown
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("as-planned", "slower", "staged")


@click.group(cls=Family, help=SAY("help-monitor"))
def monitor() -> None:
    """Hold the commands on a launch."""


@monitor.command("read", help=SAY("help-monitor-read"))
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--population", type=FOLDER, required=True, help=SAY("help-monitor-population"))
@click.option("--threads", type=click.IntRange(1, 64), help=SAY("help-threads"))
@shown
def read_launch_command(folder: Path, population: Path, threads: int | None, language: str, json_file: str | None) -> None:
    """Hold a launch against its plan."""
    from analysis.monitoring.expected import DRAWS
    from analysis.monitoring.read import read_launch
    from reports.monitoring import compared as without
    from reports.monitoring import watches, words

    say = wording(language)
    found = with_progress(lambda report: read_launch(folder, population, DRAWS, threads, report), brief=True)
    if json_file is not None:
        write_json(json_file, words.monitored_json(found))
        return
    for line in words.monitored_lines(found, say):
        tell(line)
    if found.watched:
        print_table(words.monitored_header(say), words.monitored_rows(found, say))
    tell(say("monitor-per"))
    for line in watches.watch_alarm_lines(found, say):
        tell(line)
    print_table(watches.watch_header(say), watches.watch_rows(found, say))
    tell(say("monitor-watch-note"))
    for line in without.compared_lines(found, say):
        tell(line)
    if found.compared:
        print_table(without.compared_header(say), without.compared_rows(found, say))


@monitor.command("example", help=SAY("help-monitor-example"))
@click.option("--population", type=FOLDER, required=True, help=SAY("help-monitor-population"))
@click.option("--out", type=FOLDER, required=True, help=SAY("help-pilot-example-out"))
@click.option("--kind", type=click.Choice(KINDS), default=KINDS[0], show_default=True, help=SAY("help-monitor-kind"))
@click.option("--holdout", type=click.FloatRange(0.05, 0.5), default=0.1, show_default=True, help=SAY("help-monitor-holdout"))
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help=SAY("help-pilot-example-seed"))
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help=SAY("help-language"))
def launch_example_command(population: Path, out: Path, kind: str, holdout: float, seed: int, language: str) -> None:
    """Make an example launch."""
    from analysis.monitoring.example import make_launch

    say = wording(language)
    made = with_progress(lambda report: make_launch(population, out, kind, holdout, seed, report), brief=True)
    sizes = {name: say.number(getattr(made, name)) for name in ("subscribers", "clusters", "months")}
    tell(say("monitor-made", path=str(out), truth=made.truth, **sizes))
