"""What a pilot needs of a base beside its world: the ids, which never leave the base's folder, and the communities."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from data.database import storage
from data.errors import InputError
from data.population.folder import attach, open_population
from data.schema import SUBSCRIBERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

SQL_DIR = Path(__file__).parent / "sql"
MEMORY = "1GB"  # of the database while it looks for ids in a base that may be far larger


@dataclass(frozen=True)
class People:
    """Arrays per subscriber of a world: its id, if the base is at hand, and its community (a number, in the order of names)."""

    subscriber_id: NDArray[np.str_] | None
    community: NDArray[np.int32]

    @property
    def ids(self) -> NDArray[np.str_]:
        """Return the ids; InputError where nobody is there to tell them."""
        if self.subscriber_id is None:
            raise InputError.one("pilot-without-ids")
        return self.subscriber_id

    def only(self, some: NDArray[np.int64]) -> People:
        """Return some of the people, by place."""
        return People(self.ids[some], self.community[some])


def people_of(path: Path, threads: int | None = None) -> People:
    """Read the subscribers of the population at `path`; InputError when it is none."""
    with storage.connect(threads) as connection:
        attach(connection, open_population(path))
        found = storage.run(connection, "pilot_people", folder=SQL_DIR).fetchnumpy()
    return People(np.asarray(found["subscriber_id"], np.str_), np.ascontiguousarray(found["community"], np.int32))


def ids_of(path: Path, key: NDArray[np.uint64], threads: int | None = None) -> NDArray[np.str_]:
    """Return the ids of the subscribers of the population at `path` with these keys, in their order.

    Memory is taken for those asked for, and not for the base. InputError where it is none, or lacks one or has one twice.
    """
    with storage.connect(threads, on_disk=True) as connection:
        storage.limit_memory(connection, MEMORY)
        attach(connection, open_population(path), (SUBSCRIBERS,), in_place=SUBSCRIBERS)
        connection.register("wanted", pa.table({"key": key, "place": np.arange(key.size)}))
        found = storage.run(connection, "pilot_ids", folder=SQL_DIR).fetchnumpy()
    if not np.array_equal(found["place"], np.arange(key.size)):
        raise InputError.one("pilot-other-tables", path=str(path))
    return np.asarray(found["subscriber_id"], np.str_)
