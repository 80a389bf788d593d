"""Bytes turned in every kind of file that is read back: the same answer or a clear error, never another answer or a crash.

A file that people write themselves, such as TOML, holds nothing to tell a turned digit by: there only crashes are looked for.
"""

from __future__ import annotations

import os
import shutil
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.soak.child import ran
from tests.soak.part import Came, dice
from tests.soak.products import (
    ASKED,
    BASE,
    FORMS,
    JOURNAL,
    PLAIN,
    SAVED,
    SEARCH,
    SIMULATE,
    SIMULATE_PLAIN,
    make_ground,
    must,
    report_args,
    report_name,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from pathlib import Path

PREPARED = ".prepared"
WEAKER = "every number of the report is the same"  # what `verify` says of a report that is not the same to the byte
CHANGED_IS_TOLD = "tables-changed"  # the notice on tables that are not those the base was stamped for


@dataclass(frozen=True)
class Kind:
    """Files of a kind, found by patterns in the folder of products, and the command that reads them back.

    `made_by` writes them. `forget` is removed before they are read back: what is kept of an earlier answer would be read instead.
    """

    name: str
    patterns: tuple[str, ...]
    args: tuple[str, ...]
    made_by: tuple[str, ...] = ()
    forget: str = ""
    is_own_writing: bool = False

    def files(self, folder: Path) -> list[Path]:
        """Return the files of this kind."""
        return sorted(file for pattern in self.patterns for file in folder.glob(pattern) if file.is_file())


KINDS = (
    Kind("parquet", (f"{BASE}/*.parquet",), SIMULATE, forget=f"{BASE}/{PREPARED}"),
    Kind("parquet, checked", (f"{BASE}/*.parquet",), ("population", "check", BASE)),
    Kind("csv", (f"{PLAIN}/*.csv",), SIMULATE_PLAIN, forget=f"{PLAIN}/{PREPARED}"),
    Kind("manifest", (f"{BASE}/manifest.json",), SIMULATE),
    Kind("prepared", (f"{BASE}/{PREPARED}/**/*",), SIMULATE, made_by=SIMULATE),
    Kind("draws", (f"{BASE}/{PREPARED}/**/*.npz",), SIMULATE, made_by=SIMULATE),
    Kind("journal", (f"{JOURNAL}*",), SEARCH, made_by=SEARCH),
    Kind("saved scenarios", (f"{SAVED}*",), ("scenarios", SAVED)),
    Kind(
        "scenario file",
        (ASKED,),
        ("batch", ASKED, "--population", BASE, "--draws", "0", "--format", "json", "--out", "out"),
        is_own_writing=True,
    ),
    *(
        Kind(f"report, {form}", (name, f"{name}/*"), ("verify", name, "--population", BASE), report_args(form))
        for form, name in ((form, report_name(form)) for form in FORMS)
    ),
)


class Flips:
    """One damaged file a case: the kinds take turns."""

    name, planned, share = "flips", 25 * len(KINDS), 0.3

    @contextmanager
    def stage(self, folder: Path, seed: int) -> Iterator[Callable[[int], Came]]:
        """Make what is damaged, each kind when its turn comes, and note what the commands answer to whole files."""
        whole = folder / "whole"
        whole.mkdir()
        make_ground(whole, seed)
        answers: dict[str, str] = {}

        def made(kind: Kind) -> str:
            if kind.made_by:
                must(kind.made_by, whole)
            work = _copied(whole, folder / "work")
            _forget(kind, work)
            return must(kind.args, work)

        def case(number: int) -> Came:
            kind = KINDS[number % len(KINDS)]
            if kind.name not in answers:
                answers[kind.name] = made(kind)
            return _case(kind, _copied(whole, folder / "work"), dice(seed, self.name, number), answers[kind.name])

        yield case


def _copied(whole: Path, work: Path) -> Path:
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(whole, work)
    return work


def _forget(kind: Kind, work: Path) -> None:
    if kind.forget:
        shutil.rmtree(work / kind.forget, ignore_errors=True)


def _case(kind: Kind, work: Path, draw: random.Random, whole: str) -> Came:
    files = kind.files(work)
    if not files:
        return Came("no such file", f"{kind.name}: nothing of this kind was written, so nothing was tried")
    file = draw.choice(files)
    inside = _members(file)
    how = damage(file, draw)
    _forget(kind, work)
    found = ran(kind.args, work)
    what = f"{kind.name}: {file.relative_to(work)}, {how}: "
    if found.breach:
        return Came("broke", what + found.breach)
    if found.code or kind.is_own_writing:
        return Came("refused" if found.code else "read")
    if found.out == whole:
        return Came("same answer")
    # A workbook has bytes that hold nothing: then "the same to the byte" becomes "every number is the same", and that is true.
    if CHANGED_IS_TOLD in found.out + found.err or (inside and inside == _members(file) and WEAKER in found.out):
        return Came("told")
    return Came("another answer", f"{what}another answer, no word")


def _members(file: Path) -> dict[str, bytes]:
    """Return what is packed in a file, each checked against its own digest; nothing where it is not packed or not whole."""
    try:
        with zipfile.ZipFile(file) as packed:
            return {name: packed.read(name) for name in packed.namelist()}
    except (OSError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return {}


def damage(file: Path, draw: random.Random) -> str:
    """Damage a file as a disk or a copy that was cut short does; its time stays, as nobody wrote to it. Say how."""
    kept, content = file.stat(), bytearray(file.read_bytes())
    place = draw.randrange(max(1, len(content)))
    how = draw.choice(("bit", "bit", "bit", "few", "zeros", "cut"))
    if how == "bit" and content:
        content[place] ^= 1 << draw.randrange(8)
    elif how == "few":
        content[place : place + 8] = draw.randbytes(len(content[place : place + 8]))
    elif how == "zeros":
        content[place : place + 512] = bytes(len(content[place : place + 512]))
    else:
        del content[place:]
    file.write_bytes(content)
    os.utime(file, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    return f"{how} at {place} of {kept.st_size}"
