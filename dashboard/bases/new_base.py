"""The three ways to a new base, as plain functions a job can run: synthesise, import a folder, import uploads."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.bases.claims import claimed
from dashboard.bases.uploads import named_back, store, store_named
from data.database.storage import MARK
from data.errors import InputError, Problem
from data.files.source_files import PRIVATE
from data.importing.importer import import_population
from data.mapping.mapping_file import MAPPINGS_DIR, load_mapping
from data.synthetic.generator import synthesise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.bases.uploads import Upload
    from data.mapping.declarations import Mapping
    from data.population.manifest import Manifest
    from data.progress import Progress

SCHEMA = "schema"
LARGEST = 1_000_000


@dataclass(frozen=True)
class Recipe:
    """What to synthesise."""

    market: str
    operator: str
    subscribers: int
    seed: int


@dataclass(frozen=True)
class Layout:
    """How files become a base: a shipped mapping by name, or the text of a mapping file of one's own.

    `currency` (ISO code) is for files in our schema that come without a manifest.
    """

    name: str = SCHEMA
    own: bytes | None = None
    currency: str = ""


@dataclass(frozen=True)
class Made:
    """A base that was made: its name, folder and manifest, and what is worth knowing about it."""

    name: str
    path: Path
    manifest: Manifest
    notes: tuple[Problem, ...] = ()


def build(folder: Path, name: str, recipe: Recipe, progress: Progress) -> Made:
    """Synthesise the base `name` in `folder`. Raises InputError; leaves nothing then."""
    with claimed(folder, name) as target:
        manifest = synthesise(
            target, recipe.subscribers, recipe.seed, recipe.market, progress=progress, operator=recipe.operator, replace=False
        )
    return Made(name, target, manifest)


def import_folder(source: Path, folder: Path, name: str, layout: Layout, progress: Progress) -> Made:
    """Import the files in `source` as the base `name` in `folder`. Raises InputError with every problem; leaves nothing then."""
    notes: list[Problem] = []
    with claimed(folder, name) as target, _mapping(layout, name, has_manifest=(source / MARK).is_file()) as mapping:
        manifest = import_population(source, mapping, target, progress, notes.append, replace_old=False)
    return Made(name, target, manifest, tuple(notes))


def import_uploads(
    uploads: Sequence[Upload], manifest: bytes | None, folder: Path, name: str, layout: Layout, progress: Progress
) -> Made:
    """Import uploaded files, and a manifest if there is one, as `import_folder` does; the copies vanish afterwards."""
    with tempfile.TemporaryDirectory(prefix=PRIVATE) as scratch:
        source = Path(scratch)
        progress("import-read", 0.0)
        store(uploads, source)
        if manifest is not None:
            (source / MARK).write_bytes(manifest)
        try:
            made = import_folder(source, folder, name, layout, progress)
        except InputError as error:
            raise InputError(named_back(error.problems, uploads)) from error
        return replace(made, notes=named_back(made.notes, uploads))


def import_named(files: Sequence[tuple[str, bytes]], folder: Path, name: str, layout: Layout, progress: Progress) -> Made:
    """Import files whose mapping goes by their names, as `import_folder` does; the copies vanish afterwards."""
    with tempfile.TemporaryDirectory(prefix=PRIVATE) as scratch:
        store_named(files, Path(scratch))
        return import_folder(Path(scratch), folder, name, layout, progress)


@contextmanager
def laid_down(files: Sequence[tuple[str, bytes]]) -> Iterator[Path]:
    """Yield a private folder that holds files meanwhile, to be looked at."""
    with tempfile.TemporaryDirectory(prefix=PRIVATE) as scratch:
        store_named(files, Path(scratch))
        yield Path(scratch)


def read_layout(layout: Layout) -> Mapping:
    """Read the mapping of a layout. InputError lists everything wrong with it."""
    with _mapping(layout, SCHEMA, has_manifest=True) as mapping:
        try:
            return load_mapping(mapping)
        except RecursionError:
            # Brackets within brackets, some thousand deep: no mapping, and nothing a parser must survive.
            raise InputError.one("bad-mapping", file=Path(mapping).name, reason="RecursionError") from None


@contextmanager
def _mapping(layout: Layout, name: str, *, has_manifest: bool) -> Iterator[str]:
    """Yield a mapping as the importer takes it: a shipped name, or the path of a file that is there meanwhile."""
    if layout.own is None and (layout.name != SCHEMA or has_manifest):
        yield layout.name
        return
    with tempfile.TemporaryDirectory(prefix="transfer-impact-mapping-") as scratch:
        if layout.own is not None:
            file = Path(scratch) / "mapping.toml"
            file.write_bytes(layout.own)
        else:
            file = Path(scratch) / "schema.toml"
            shipped = (MAPPINGS_DIR / "schema.toml").read_text(encoding="utf-8")
            said = f'[source]\nname = "{name}"\ncurrency = "{layout.currency}"\n'
            file.write_text(shipped.replace("[source]\n", said, 1), encoding="utf-8")
        yield str(file)
