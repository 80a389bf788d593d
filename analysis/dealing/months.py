"""Where the subscriber-months of shards lie once they are dealt: a file a shard, or a piece in each slice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.dealing.slices import dealt_files, dealt_in
from analysis.world.months import TOLD

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def months_file(room: Path, shard: int) -> Path:
    """Return where the subscriber-months of a shard lie that were dealt on this machine, as TOLD with the numbers of the base."""
    return room / f"months-{shard:03d}.bin"


def months_files(room: Path) -> list[Path]:
    """Return the files that show what was dealt: the months themselves, or what tells of them and has their digests."""
    return sorted(room.glob("months-*.bin")) or dealt_files(room)


def months_in(room: Path, shard: int) -> NDArray[np.void]:
    """Return the subscriber-months of a shard, to be read once: a file of them as a map, for a copy costs more than that."""
    file = months_file(room, shard)
    if not file.is_file():
        return dealt_in(room, "months", shard)
    return np.memmap(file, TOLD, "r") if file.stat().st_size else np.empty(0, TOLD)


def forget_months(room: Path) -> None:
    """Remove what was dealt before."""
    for file in (*room.glob("months-*.bin"), *room.glob("dealt-*")):
        file.unlink()
