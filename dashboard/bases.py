"""Which population the page answers for: those found in the populations folder, and none that is not one."""

from __future__ import annotations

import os
from pathlib import Path

from data.storage import MARK

DEFAULT_FOLDER = Path(__file__).parent.parent / "populations"


def populations_folder() -> Path:
    """Return the folder of populations; TRANSFER_IMPACT_POPULATIONS overrides it."""
    return Path(os.environ.get("TRANSFER_IMPACT_POPULATIONS", DEFAULT_FOLDER))


def found_populations() -> dict[str, Path]:
    """Return the populations at hand by folder name, the default one first."""
    folder = populations_folder()
    names = sorted(path.parent.name for path in folder.glob(f"*/{MARK}")) if folder.is_dir() else []
    return {name: folder / name for name in sorted(names, key=lambda name: (name != "default", name))}
