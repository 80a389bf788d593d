"""What every command shares: errors as sentences, progress, `name=value` settings."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from analysis.base_notices import base_notices
from data.errors import ParameterError, Problem, TransferImpactError
from reports.tables import lines_of
from terminal.tell import tell
from wording import DEFAULT_LANGUAGE, wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.world import World
    from data.storage import Progress as Report

T = TypeVar("T")
SAY = wording(DEFAULT_LANGUAGE)
FOLDER = click.Path(path_type=Path)
FAILED, CANCELLED = 1, 130


class Family(click.Group):
    """A command group that answers a user's mistake with a sentence per problem and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; word its errors."""
        try:
            return super().invoke(ctx)
        except TransferImpactError as error:
            for problem in error.problems:
                tell(SAY("cli-error", text=SAY.problem(problem.key, problem.facts)), err=True)
            sys.exit(FAILED)


def with_progress(work: Callable[[Report], T], *, brief: bool = False) -> T:
    """Run `work` with a progress bar on standard error; Ctrl-C lets it clean up, says so and exits with 130.

    A `brief` bar is for work that is mostly done already: it goes when the work is over, and only a terminal sees it.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=brief, disable=brief and not console.is_terminal) as bar:
        task = bar.add_task(SAY("progress-start"), total=1.0)

        def report(stage: str, share: float, /) -> None:
            bar.update(task, completed=share, description=SAY(f"progress-{stage.replace('_', '-')}"))

        try:
            return work(report)
        except KeyboardInterrupt:
            bar.stop()
            tell(SAY("cli-cancelled"), err=True)
            sys.exit(CANCELLED)


def tell_base(world: World) -> None:
    """Say on standard error what an answer on this base rests on that was not measured."""
    for line in lines_of(base_notices(world), SAY):
        tell(SAY("cli-finding", text=line), err=True)


def write_text(target: str, text: str) -> None:
    """Write text to a file, whole or not at all, or to standard output when `target` is a dash."""
    if target == "-":
        sys.stdout.write(text)
        return
    write_bytes(Path(target), text.encode())


def write_bytes(target: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = target.with_name(target.name + ".part")
    scratch.write_bytes(content)
    scratch.replace(target)


def settings(pairs: tuple[str, ...]) -> dict[str, str]:
    """Split `name=value` arguments; ParameterError names those that are not."""
    wrong = [pair for pair in pairs if "=" not in pair]
    if wrong:
        raise ParameterError([Problem("not-a-setting", {"value": pair}) for pair in wrong])
    return {name.strip(): value.strip() for name, _, value in (pair.partition("=") for pair in pairs)}
