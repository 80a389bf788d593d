"""The messages of a language, each parsed when it is first said: all of them take a second, and a page says two hundred."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fluent.runtime import FluentBundle, FluentResource

if TYPE_CHECKING:
    from pathlib import Path

_ENTRY = re.compile(r"^(-?[a-zA-Z][\w-]*) *=", re.MULTILINE)  # what goes on in the next line is indented, or closes a brace
_NAMED = re.compile(r"\{\s*(-?[a-z][\w-]*)")  # other messages and terms: variables begin with $, functions are in capitals


def entries(folder: Path) -> dict[str, str]:
    """Return the Fluent source of each message and term (`-name`) of the files in a folder, by name; the first of two stands."""
    found: dict[str, str] = {}
    for file in sorted(folder.glob("*.ftl")):
        text = file.read_text(encoding="utf-8")
        starts = [match.start() for match in _ENTRY.finditer(text)]
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            source = text[start:end]
            found.setdefault(source.partition("=")[0].strip(), source)
    return found


class Texts:
    """A Fluent bundle that fills as messages are asked for."""

    def __init__(self, folder: Path, locale: str) -> None:
        self._sources = entries(folder)
        self._taken: set[str] = set()
        self._bundle = FluentBundle([locale], use_isolating=False)

    def __contains__(self, name: str) -> bool:
        return name in self._sources and not name.startswith("-")

    def with_message(self, name: str, above: tuple[str, ...] = ()) -> FluentBundle:
        """Return the bundle with a message in it, and every other that it names. KeyError for one that is in no file.

        `above` are those that led to it: in a circle each is taken once.
        """
        if name not in self._taken:
            source = self._sources[name]
            self._bundle.add_resource(FluentResource(source))
            for other in _NAMED.findall(source):
                if other not in (*above, name) and other in self._sources:
                    self.with_message(other, (*above, name))
            self._taken.add(name)  # last: whoever asks meanwhile must not find it without the ones it names
        return self._bundle
