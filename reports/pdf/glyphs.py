"""Which characters the vendored fonts can draw, and text from strangers brought down to them."""

from __future__ import annotations

import functools
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
UNDRAWABLE = "\ufffd"
BREAK = "\u200b"  # lets a line end where there is no space
LONGEST_WORD = 24
FIRST_CHINESE = "\u2e80"  # from here on a line may end after any character


@functools.cache
def drawable() -> frozenset[int]:
    """Return the code points that the fonts of the PDF hold."""
    found: set[int] = set()
    for file in sorted(FONTS.glob("*.txt")):
        if file.name != "OFL.txt":
            for line in file.read_text(encoding="ascii").split():
                first, _, last = line.partition("-")
                found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


def safe(text: str, longest_word: int = LONGEST_WORD) -> str:
    """Return `text` with what cannot be drawn replaced by U+FFFD, and words over `longest_word` made breakable."""
    drawn = "".join(
        letter if ord(letter) in drawable() else UNDRAWABLE for letter in " ".join(text.replace("\t", " ").splitlines())
    )
    return " ".join(_breakable(word, longest_word) for word in drawn.split(" "))


def clipped(text: str, longest: int) -> str:
    """Return `text` of at most `longest` characters, an ellipsis where it was cut."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _breakable(word: str, longest: int) -> str:
    if len(word) <= longest or any(letter >= FIRST_CHINESE for letter in word):
        return word
    return BREAK.join(word[at : at + longest // 2] for at in range(0, len(word), longest // 2))
