"""Where every number comes from: the list of `data/sources.toml`, which figures, targets and parameters cite by key."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

SOURCES_FILE = Path(__file__).parent / "sources.toml"


@dataclass(frozen=True)
class Source:
    """A publication, or our own judgement saying so. `confidence` is H, M or L, explained in the file."""

    title: str
    date: str
    confidence: str
    url: str = ""


@functools.cache
def load_sources() -> dict[str, Source]:
    """Read every source by its key."""
    raw = tomllib.loads(SOURCES_FILE.read_text(encoding="utf-8"))
    return {key: Source(**entry) for key, entry in raw.items()}
