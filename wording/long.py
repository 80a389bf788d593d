"""Foreign texts and lists that are too long for a sentence: their beginning, and how much more there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

# Of a foreign text in a message; of any text put into a sentence, which Fluent refuses from 2,500 characters on.
LONGEST_FACT, LONGEST_VALUE = 300, 2400
MOST_NAMES, LONGEST_NAME = 10, 80


class Say(Protocol):
    """What words a key and its values."""

    def __call__(self, key: str, /, **values: str | float) -> str:
        """Return the sentence `key` with `values` filled in."""
        ...


def shortened(text: str, longest: int, say: Say) -> str:
    """Return a text as it is, or its beginning and how long it was."""
    return text if len(text) <= longest else say("value-shortened", start=text[: longest - 60], count=str(len(text)))


def listed(names: Sequence[str], say: Say) -> str:
    """Return names in a row; of many the first ten and how many more there are."""
    more = len(names) - MOST_NAMES
    shown = ", ".join(shortened(name, LONGEST_NAME, say) for name in names[:MOST_NAMES])
    return say("value-listed", shown=shown, count=more) if more > 0 else shown
