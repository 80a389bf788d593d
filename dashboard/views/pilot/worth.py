"""Part of the page "Try it first": what a pilot is worth in money."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.state.page_context import PageContext


def show(page: PageContext) -> None:
    """Draw the part; nothing stands in it yet."""
    del page
