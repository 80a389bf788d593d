"""What every command shares: errors as sentences, progress, `name=value` settings."""

from __future__ import annotations

import errno
import itertools
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from analysis.outcomes.base_notices import base_notices
from analysis.shards.store import Store
from data.errors import ParameterError, Problem, TransferImpactError
from data.files.places import told, write_file
from reports.content.headlines import lines_of
from terminal.console.paths import JSON_TARGET, PATH, foreign_json, is_stream
from terminal.console.streams import abandon_stdout, escaped, is_utf8
from terminal.console.tell import tell
from wording import DEFAULT_LANGUAGE, LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.shards.store import AnyBase
    from data.progress import Progress as Report
    from wording import Wording

T = TypeVar("T")
SAY = wording(DEFAULT_LANGUAGE)
FOLDER, JSON_FILE = PATH, JSON_TARGET
FAILED, CANCELLED = 1, 130
tables_option = click.option("--tables", type=FOLDER, help=SAY("help-pilot-tables"))  # where a store's own lie, with the ids
REFUSALS = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF)  # of a place without a name: standard output


class Family(click.Group):
    """A command group that answers a user's mistake with a sentence per problem, and a defect of ours with one: exit code 1."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        """Note the language that is asked for anywhere on the line, for errors come before it is read."""
        words = list(args)
        context = super().make_context(info_name, args, parent, **extra)
        if parent is None:
            context.obj = _language_in(words)
        return context

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; word its errors."""
        say = wording(ctx.find_root().obj or DEFAULT_LANGUAGE)
        try:
            return super().invoke(ctx)
        except TransferImpactError as error:
            for problem in error.problems:
                tell(say("cli-error", text=say.problem(problem.key, problem.facts)), err=True)
            sys.exit(FAILED)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except KeyboardInterrupt:
            tell(say("cli-stopped"), err=True)
            sys.exit(CANCELLED)
        except BrokenPipeError:
            raise  # whoever read our output has gone: click ends quietly
        except Exception as error:  # noqa: BLE001 - the last net: what nobody foresaw still becomes a sentence
            tell_failure(error, say, ctx.command_path)
            sys.exit(FAILED)


def tell_failure(error: BaseException, say: Wording, doing: str) -> None:
    """Say that something unforeseen happened, and where its details lie; or that standard output refused."""
    if isinstance(error, OSError) and error.filename is None and error.errno in REFUSALS:
        abandon_stdout()
        tell(say("cli-output-refused", reason=error.strerror or ""), err=True)
        return
    from reports.failure import keep_failure

    kept = keep_failure(error, doing)
    if kept is None:
        tell(say("cli-failure-untold", kind=type(error).__name__), err=True)
    else:
        tell(say("cli-failure", kind=type(error).__name__, path=str(kept)), err=True)


def _language_in(words: list[str]) -> str:
    """Return the language of the last `--language` on the line, the default one where there is none of ours."""
    said = [word.partition("=")[2] for word in words if word.startswith("--language=")]
    said += [value for name, value in itertools.pairwise(words) if name == "--language"]
    return next((name for name in reversed(said) if name in LANGUAGES), DEFAULT_LANGUAGE)


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


def tell_base(world: AnyBase) -> None:
    """Say on standard error what an answer on this base rests on that was not measured."""
    if isinstance(world, Store) and world.stands_for:
        tell(SAY("cli-store-used", path=str(world.stands_for), store=str(world.path)), err=True)
    for line in lines_of(base_notices(world), SAY):
        tell(SAY("cli-finding", text=line), err=True)


def write_json(target: str, text: str) -> None:
    """Write JSON to a file, whole or not at all, or to standard output when `target` is a dash.

    A file is UTF-8. Where standard output is not, it gets the same JSON in ASCII.
    """
    if target == "-":
        sys.stdout.write(text if is_utf8(sys.stdout.encoding) else escaped(text))
    elif is_stream(Path(target)):
        with told(Path(target)), Path(target).open("wb") as stream:
            stream.write(text.encode())
    else:
        write_file(Path(target), text.encode(), foreign_json)


def settings(pairs: tuple[str, ...]) -> dict[str, str]:
    """Split `name=value` arguments; ParameterError names those that are not."""
    wrong = [pair for pair in pairs if "=" not in pair]
    if wrong:
        raise ParameterError([Problem("not-a-setting", {"value": pair}) for pair in wrong])
    return {name.strip(): value.strip() for name, _, value in (pair.partition("=") for pair in pairs)}
