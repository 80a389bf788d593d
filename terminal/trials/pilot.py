"""The group of commands on a pilot: each of its commands lies in a file of its own beside this one."""

from __future__ import annotations

import click

from terminal.console.common import SAY, Family
from terminal.trials.design import design_command
from terminal.trials.learn import learn_pilot_command
from terminal.trials.read import example_command, read_command
from terminal.trials.worth import worth_command


@click.group(cls=Family, help=SAY("help-pilot"))
def pilot() -> None:
    """Hold the commands on a pilot."""


for command in (design_command, read_command, learn_pilot_command, worth_command, example_command):
    pilot.add_command(command)
