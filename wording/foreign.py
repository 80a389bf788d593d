"""Texts that others wrote, such as names in their files, before they are put into a sentence or a cell of ours.

A control character moves a terminal's cursor or sets its title; one that turns the direction of reading makes a name read as
another; one without width makes two names look the same.
"""

from __future__ import annotations

import re

INSTEAD = "\ufffd"
_BLANKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
# Controls, marks and overrides of direction, halves of characters, and the tags that nobody sees.
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Joiners belong to the writing of some languages, and there stand between their letters.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0]"
    "|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)


def one_line(text: str) -> str:
    """Return a text on one line, in which no character acts on what shows it; what did is a replacement character."""
    return text if text.isprintable() else _UNSAFE.sub(INSTEAD, _BLANKS.sub(" ", text))


def visible(text: str) -> str:
    """Return a text as `one_line` does, in which moreover every character is seen."""
    return text if text.isprintable() else _UNSEEN.sub(INSTEAD, one_line(text))
