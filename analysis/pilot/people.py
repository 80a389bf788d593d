"""What a pilot needs of a base beside its world: the ids, which never leave the base's folder, and the communities."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from data.database import storage
from data.population.folder import attach, open_population

if TYPE_CHECKING:
    from numpy.typing import NDArray

SQL_DIR = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class People:
    """Arrays per subscriber of a world: its id, its community (a number from 0), and the key of that community's draws."""

    subscriber_id: NDArray[np.str_]
    community: NDArray[np.int32]
    key: NDArray[np.uint64]


def people_of(path: Path, threads: int | None = None) -> People:
    """Read the subscribers of the population at `path`; InputError when it is none."""
    with storage.connect(threads) as connection:
        attach(connection, open_population(path))
        found = storage.run(connection, "pilot_people", folder=SQL_DIR).fetchnumpy()
    return People(
        np.asarray(found["subscriber_id"], np.str_),
        np.ascontiguousarray(found["community"], np.int32),
        np.ascontiguousarray(found["key"], np.uint64),
    )
