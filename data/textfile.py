"""Delimited text before it is loaded: its encoding, its delimiter, its header, each found out or refused."""

from __future__ import annotations

import codecs
import csv
import io
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.errors import InputError
from data.scratch import scratch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DELIMITERS = (",", ";", "\t", "|")
_SNIFFED_BYTES = 1 << 16
_CHUNK = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BINARY = (b"PAR1", b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"%PDF")


@dataclass(frozen=True)
class Format:
    """How a text file is written. None: found out from the file (UTF-8 or a byte order mark; the header's delimiter).

    Where `names` are given, a header that has none of them is refused.
    """

    delimiter: str | None = None
    encoding: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class TextFile:
    """A text file ready to load: UTF-8 at `path`, its delimiter, its header."""

    path: Path
    delimiter: str
    header: tuple[str, ...]


@contextmanager
def opened(file: Path, form: Format) -> Iterator[TextFile]:
    """Yield `file` as UTF-8, recoded into a scratch folder where needed; InputError names what cannot be read."""
    encoding = _encoding(file, form)
    with scratch() as room:
        path = file if encoding == "utf-8" else _recoded(file, encoding, room / "recoded.csv")
        with path.open("rb") as stream:
            head = stream.read(_SNIFFED_BYTES).decode("utf-8", "replace")
        delimiter, header = _header(file, head, form)
        yield TextFile(path, delimiter, header)


def _encoding(file: Path, form: Format) -> str:
    with file.open("rb") as stream:
        head = stream.read(_SNIFFED_BYTES)
    if not head.strip():
        raise InputError.one("empty-file", file=file.name)
    found = form.encoding or next((name for mark, name in _BOMS if head.startswith(mark)), "utf-8")
    if head.startswith(_BINARY) or (b"\x00" in head.splitlines()[0] and not found.startswith("utf-16")):
        raise InputError.one("not-text", file=file.name)
    try:
        return codecs.lookup(found).name
    except LookupError as error:
        raise InputError.one("unknown-encoding", file=file.name, value=found) from error


def _recoded(file: Path, encoding: str, target: Path) -> Path:
    """Write `file` as UTF-8 without a byte order mark; the line that is not in `encoding` is named."""
    line = 1
    decoder = codecs.getincrementaldecoder(encoding)()
    with file.open("rb") as source, target.open("wb") as out:
        chunk = source.read(_CHUNK)
        while True:
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                row = line + chunk[: error.start].count(b"\n")
                raise InputError.one("wrong-encoding", file=file.name, row=row, encoding=encoding) from error
            line += text.count("\n")
            out.write(text.encode("utf-8"))
            if not chunk:
                return target
            chunk = source.read(_CHUNK)


def _header(file: Path, head: str, form: Format) -> tuple[str, tuple[str, ...]]:
    """Split the first record by the declared delimiter, or by the one that gives most columns."""
    splits = {mark: tuple(next(csv.reader(io.StringIO(head, newline=""), delimiter=mark), [])) for mark in DELIMITERS}
    if form.delimiter is not None:
        splits = {form.delimiter: tuple(next(csv.reader(io.StringIO(head, newline=""), delimiter=form.delimiter), []))}
    delimiter = max(splits, key=lambda mark: len(splits[mark]))
    header = splits[delimiter]
    if form.names and not set(form.names) & set(header):
        raise InputError.one("no-header", file=file.name, value=head.splitlines()[0][:80], known=tuple(form.names))
    seen: set[str] = set()
    for name in header:
        if name.casefold() in seen:
            raise InputError.one("duplicate-column", file=file.name, column=name)
        if not name.strip():
            raise InputError.one("unnamed-column", file=file.name, position=header.index(name) + 1)
        seen.add(name.casefold())
    return delimiter, header
