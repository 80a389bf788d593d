"""Which population the page answers for: those found in the populations folder, and none that is not one."""

from __future__ import annotations

from pathlib import Path

from data.database.scratch import sweep
from data.database.storage import MARK
from data.environment import POPULATIONS, folder_setting

DEFAULT_FOLDER = Path(__file__).parent.parent.parent / "populations"


def populations_folder() -> Path:
    """Return the folder of populations; TRANSFER_IMPACT_POPULATIONS overrides it. ParameterError where it names no folder."""
    return folder_setting(POPULATIONS) or DEFAULT_FOLDER


def found_populations() -> dict[str, Path]:
    """Return the populations at hand by folder name, the default one first; what is hidden is nobody's to choose."""
    folder = populations_folder()
    sweep(folder)
    found = (path.parent.name for path in folder.glob(f"*/{MARK}")) if folder.is_dir() else ()
    names = [name for name in found if not name.startswith(".")]
    return {name: folder / name for name in sorted(names, key=lambda name: (name != "default", name))}
