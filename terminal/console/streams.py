"""Standard output and error as they are: a terminal or a file of any encoding gets what it can take, never a failure."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
from io import TextIOWrapper, UnsupportedOperation

from wording.latin import nearest_ascii

NEAREST = "transfer-impact-nearest"


def make_streams_forgiving() -> None:
    """Let what an encoding does not have come out as the nearest that it has."""
    codecs.register_error(NEAREST, _nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=NEAREST)


def abandon_stdout() -> None:
    """Let what standard output still holds go: who refused it once is not asked again when the interpreter ends."""
    with contextlib.suppress(UnsupportedOperation):  # a stream without a file, of whoever runs the commands from Python
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_utf8(encoding: str | None) -> bool:
    """Say whether an encoding is UTF-8, under whatever name."""
    try:
        return codecs.lookup(encoding or "").name == "utf-8"
    except LookupError:
        return False


def escaped(json_text: str) -> str:
    """Return the same JSON in ASCII, which is the same in every encoding but those of 16 bits."""
    units = json_text.encode("utf-16-be", "surrogatepass")
    codes = (int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2))
    return "".join(chr(code) if code < 0x80 else f"\\u{code:04x}" for code in codes)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(nearest_ascii(character) for character in error.object[error.start : error.end]), error.end
