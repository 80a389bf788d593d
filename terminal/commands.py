"""All commands, gathered."""

from __future__ import annotations

import click

from analysis.version import VERSION
from terminal.batch import batch
from terminal.console.common import SAY, Family
from terminal.decisions.decide import decide
from terminal.decisions.decide_best import best_command, discover_command
from terminal.decisions.mechanisms import mechanisms
from terminal.parameters import assumptions, rules
from terminal.population import population
from terminal.report import report
from terminal.simulate import simulate_command
from terminal.trials.monitor import monitor
from terminal.trials.pilot import pilot
from terminal.verify import verify


@click.group(cls=Family, help=SAY("help-cli"))
@click.version_option(VERSION, message="%(version)s")
def cli() -> None:
    """Hold the commands."""


for command in (population, simulate_command, rules, assumptions, report, verify, batch, decide, mechanisms, pilot, monitor):
    cli.add_command(command)
for command in (best_command, discover_command):
    decide.add_command(command)
