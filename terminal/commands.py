"""All commands, gathered by name: each is loaded when somebody asks for it, for all of them together take more than a second."""

from __future__ import annotations

from importlib import import_module

import click

from analysis.version import VERSION
from terminal.console.common import SAY, Family

# The module of each command and its name there, in alphabetical order, as they are listed.
PLACES = {
    "assumptions": ("terminal.parameters", "assumptions"),
    "batch": ("terminal.batch", "batch"),
    "decide": ("terminal.decisions.decide_best", "decide"),
    "mechanisms": ("terminal.decisions.mechanisms", "mechanisms"),
    "monitor": ("terminal.trials.monitor", "monitor"),
    "pilot": ("terminal.trials.pilot", "pilot"),
    "population": ("terminal.population", "population"),
    "report": ("terminal.report", "report"),
    "rules": ("terminal.parameters", "rules"),
    "simulate": ("terminal.simulate", "simulate_command"),
    "verify": ("terminal.verify", "verify"),
}


class Commands(Family):
    """The group of all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - what click hands over
        """Return the names of all commands."""
        return list(PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - what click hands over
        """Return a command, loaded now if it was not before; None where there is none of that name."""
        if cmd_name not in PLACES:
            return None
        module, name = PLACES[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=Commands, help=SAY("help-cli"))
@click.version_option(VERSION, message="%(version)s")
def cli() -> None:
    """Hold the commands."""
