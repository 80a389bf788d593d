"""What every result is stamped with: the version, and a digest of the model itself."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

import data

VERSION = "0.3.0"


@functools.cache
def model_digest() -> str:
    """Return a digest of the model's own files: answers kept under another one are of another model."""
    return files_digest(Path(__file__).parent)


def files_digest(folder: Path) -> str:
    """Return a digest of a folder's program: of each file its name and its bytes."""
    digest = hashlib.sha256()
    for file in sorted(file for kind in ("*.py", "*.sql") for file in folder.rglob(kind)):
        digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()


@functools.cache
def program_digest() -> str:
    """Return a digest of all that works on shards: the model, and how data are read."""
    return model_digest() + files_digest(Path(data.__file__).parent)
