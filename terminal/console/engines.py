"""The option that names an engine, and the engine it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from terminal.console.common import SAY
from terminal.console.tell import tell

if TYPE_CHECKING:
    from analysis.dealing.engine import Elsewhere
    from data.elsewhere.engine_tables import Tables
    from data.errors import Problem

LOCAL = "local"
tables_option = click.option("--engine", metavar="ADDRESS", default=LOCAL, show_default=True, help=SAY("help-engine-tables"))
engine_option = click.option("--engine", metavar="ADDRESS", default=LOCAL, show_default=True, help=SAY("help-engine"))


def opened_engine(address: str) -> Elsewhere | None:
    """Return the engine at an address, none for this process; what its workers make worth knowing is told on standard error."""
    from analysis.engines.addresses import engine_at

    return engine_at(address, _tell)


def opened_tables(address: str) -> Tables | None:
    """Return the tables of the engine at an address, none for this process."""
    from analysis.engines.tables import tables_at

    return tables_at(address)


def _tell(finding: Problem) -> None:
    tell(SAY("cli-finding", text=SAY.problem(finding.key, finding.facts)), err=True)
