"""The command that says what a base's own history knows about each assumption."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from terminal.console.common import FOLDER, JSON_FILE, SAY, with_progress, write_json
from terminal.console.tell import tell
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path


@click.command("learn", help=SAY("help-population-learn"))
@click.argument("path", type=FOLDER)
@click.option("--json", "as_json", type=JSON_FILE, help=SAY("help-json"))
@click.option("--threads", type=click.IntRange(1, 64), help=SAY("help-threads"))
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help=SAY("help-language"))
def learn_command(path: Path, as_json: str | None, threads: int | None, language: str) -> None:
    """Say of each assumption whether the base identifies it, bounds it, or does not hold it."""
    from analysis.evidence.learn import learn
    from reports.content.learned import learned_lines, learned_plain

    say = wording(language)
    found = with_progress(lambda report: learn(path, threads, report))
    if as_json is not None:
        write_json(as_json, json.dumps(learned_plain(found, say), indent=2, ensure_ascii=False) + "\n")
        return
    for line in learned_lines(found, say):
        tell(line)
    tell(say("learn-how-to-accept" if any(one.can_be_accepted for one in found) else "learn-nothing-to-accept"))
