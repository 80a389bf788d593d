"""Delimited text before it is loaded: its encoding, its delimiter, its header, each found out or refused."""

from __future__ import annotations

import codecs
import csv
import io
import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.database.scratch import scratch
from data.errors import InputError
from data.files.encodings import encoding_named, guess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DELIMITERS = (",", ";", "\t", "|")
_SNIFFED_BYTES = 1 << 16
_CHUNK = 1 << 20
BEGINNING = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BINARY = (b"PAR1", b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"%PDF")
_SEPARATOR_LINE = re.compile(r"sep=.?\s*", re.IGNORECASE)
AFTER_THE_LAST = "(after the last)"
_VALUE = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}.*")


@dataclass(frozen=True)
class Format:
    """How a text file is written. None: found out from the file (UTF-8 or a byte order mark; the header's delimiter).

    A header that has none of `names`, where some are given, is refused. With `lenient` only one that is no header at all is:
    names that were mistyped are better told one by one. `columns` are those of a file without a header, `skip` the lines above
    the header, `sheet` the sheet or table of a file that holds several. Only the first `most_rows` are read where that is given.
    A file that is `foreign` may be packed, a workbook or a database. Only the columns `wanted` are kept, where all of them are
    there.
    """

    delimiter: str | None = None
    encoding: str | None = None
    names: tuple[str, ...] = ()
    lenient: bool = False
    columns: tuple[str, ...] = ()
    skip: int = 0
    sheet: str = ""
    most_rows: int | None = None
    foreign: bool = False
    wanted: tuple[str, ...] = ()


@dataclass(frozen=True)
class TextFile:
    """A text file ready to load: UTF-8 at `path`, its delimiter, its header, how many lines stand above that.

    `encoding` is the one it came in.
    """

    path: Path
    delimiter: str
    header: tuple[str, ...]
    above: int = 0
    encoding: str = "utf-8"

    @property
    def has_values_for_names(self) -> bool:
        """Say whether every name of the header looks like a value: then the header is missing, and a row passes for it."""
        return all(_VALUE.fullmatch(name.strip()) for name in self.header)


@contextmanager
def opened(file: Path, form: Format) -> Iterator[TextFile]:
    """Yield `file` as UTF-8, recoded into a scratch folder where needed; InputError names what cannot be read."""
    encoding = _encoding(file, form)
    with scratch() as room:
        path = file if form.most_rows is None else _beginning(file, form.most_rows + form.skip + 1, room / "beginning.csv")
        path = path if encoding == "utf-8" else _recoded(path, encoding, room / "recoded.csv", file.name)
        with path.open("rb") as stream:
            head = stream.read(_SNIFFED_BYTES).decode("utf-8", "replace")
        form = _past_separator(head, form)
        head = "".join(head.splitlines(keepends=True)[form.skip :])
        if not head.strip():
            raise InputError.one("empty-file", file=file.name)
        delimiter, header = _header(file, head, form)
        yield TextFile(path, delimiter, header, form.skip, encoding)


def _encoding(file: Path, form: Format) -> str:
    with file.open("rb") as stream:
        head = stream.read(_SNIFFED_BYTES)
    if not head.strip():
        raise InputError.one("empty-file", file=file.name)
    marked = next((name for mark, name in _BOMS if head.startswith(mark)), "")
    found = encoding_named(form.encoding, file.name) if form.encoding else marked or "utf-8"
    if head.startswith(_BINARY):
        raise InputError.one("not-text", file=file.name)
    if not form.encoding and not marked:
        _check_utf8(file, head)
    elif b"\x00" in head.splitlines()[0] and not found.startswith(("utf-16", "utf-32")):
        raise InputError.one("not-text", file=file.name)
    return found


def _check_utf8(file: Path, head: bytes) -> None:
    """Refuse a file that begins in another encoding, and say which one it looks like."""
    has_zeros, start = b"\x00" in head.splitlines()[0], 0
    if not has_zeros:
        try:
            codecs.getincrementaldecoder("utf-8")().decode(head)
        except UnicodeDecodeError as error:
            start = error.start
        else:
            return
    looks_like = guess(head)
    if has_zeros and not looks_like:
        raise InputError.one("not-text", file=file.name)
    raise InputError.one("not-utf8", file=file.name, row=head[:start].count(b"\n") + 1, guess=looks_like)


def _past_separator(head: str, form: Format) -> Format:
    """Take the delimiter from a first line `sep=;`, as spreadsheets write it, and pass over it."""
    first = next(iter(head.splitlines()), "")
    if not form.foreign or form.skip or not _SEPARATOR_LINE.fullmatch(first):
        return form
    return replace(form, skip=1, delimiter=form.delimiter or first[4:5] or None)


def _beginning(file: Path, lines: int, target: Path) -> Path:
    """Write the first `lines` of a file, whole ones, and no more than can be looked at in a moment."""
    with file.open("rb") as source:
        head = source.read(BEGINNING)
    is_whole = len(head) < BEGINNING
    # Of two bytes to a sign, as in UTF-16, the line ends with the second one.
    wide = 2 if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else 1
    ends = [found.end() for found in re.finditer(rb"\n\x00" if head.startswith(codecs.BOM_UTF16_LE) else b"\n", head)]
    end = ends[min(lines, len(ends)) - 1] if ends and (len(ends) >= lines or not is_whole) else len(head)
    target.write_bytes(head[: end - end % wide])
    return target


def _recoded(file: Path, encoding: str, target: Path, name: str) -> Path:
    """Write `file`, called `name`, as UTF-8 without a byte order mark; the line that is not in `encoding` is named."""
    line = 1
    decoder = codecs.getincrementaldecoder(encoding)()
    with file.open("rb") as source, target.open("wb") as out:
        chunk = source.read(_CHUNK)
        while True:
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                row = line + chunk[: error.start].count(b"\n")
                raise InputError.one("wrong-encoding", file=name, row=row, encoding=encoding) from error
            line += text.count("\n")
            out.write(text.encode("utf-8"))
            if not chunk:
                return target
            chunk = source.read(_CHUNK)


def _declared(file: Path, columns: tuple[str, ...], found: int) -> tuple[str, ...]:
    """Return the columns a mapping names for a file without a header; InputError where a row has another number of cells."""
    if len(columns) != found:
        raise InputError.one("names-unlike-row", file=file.name, named=len(columns), cells=found)
    return columns


def _header(file: Path, head: str, form: Format) -> tuple[str, tuple[str, ...]]:
    """Split the first record by the declared delimiter, or by the one that gives most columns."""
    splits = {mark: tuple(next(csv.reader(io.StringIO(head, newline=""), delimiter=mark), [])) for mark in DELIMITERS}
    if form.delimiter is not None:
        splits = {form.delimiter: tuple(next(csv.reader(io.StringIO(head, newline=""), delimiter=form.delimiter), []))}
    delimiter = max(splits, key=lambda mark: len(splits[mark]))
    if form.columns:
        return delimiter, _declared(file, form.columns, len(splits[delimiter]))
    header = tuple(name.strip() for name in splits[delimiter])
    if form.foreign and len(header) > 1 and not header[-1]:
        header = (*header[:-1], AFTER_THE_LAST)  # a delimiter at the end of every line, as some programs write
    first = head.splitlines()[0]
    if _SEPARATOR_LINE.fullmatch(first):
        raise InputError.one("separator-line", file=file.name, value=first[:80])
    is_no_header = (
        not form.lenient or len(header) == 1 or not all(name.strip() for name in header) or first.startswith(("{", "["))
    )
    if form.names and is_no_header and not set(form.names) & set(header):
        raise InputError.one("no-header", file=file.name, value=first[:80], known=tuple(form.names))
    seen: set[str] = set()
    for name in header:
        if name.casefold() in seen:
            raise InputError.one("duplicate-column", file=file.name, column=name)
        if not name.strip():
            raise InputError.one("unnamed-column", file=file.name, position=header.index(name) + 1)
        seen.add(name.casefold())
    return delimiter, header
