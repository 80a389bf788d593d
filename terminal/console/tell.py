"""Lines on the terminal: what a file's names hold may move the cursor, set the title or turn the reading, and must not."""

from __future__ import annotations

import click

from wording.foreign import visible


def tell(text: str, *, err: bool = False) -> None:
    """Print lines, to standard error if `err`; no character of them acts on the terminal, and each is seen."""
    click.echo("\n".join(visible(line) for line in text.split("\n")), err=err)
