"""The group of commands on a pilot: each of its commands lies in a file of its own beside this one."""

from __future__ import annotations

import click

from terminal.console.common import SAY, Family


@click.group(cls=Family, help=SAY("help-pilot"))
def pilot() -> None:
    """Hold the commands on a pilot."""
