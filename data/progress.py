"""How long work says how far it is, and hears that it shall stop."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called as long work advances: a stage's key and the share done, 0-1. May raise to cancel."""

    def __call__(self, stage: str, share: float, /) -> None:
        """Report that `share` of the whole is done and `stage` is under way."""


def silent(stage: str, share: float, /) -> None:
    """Report nothing."""
