"""Months of an example before those the engine replays: as the base tells them, for a launch with a long time before it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from data.database import storage
from data.errors import InputError
from data.population.folder import attach, open_population

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SQL_DIR = Path(__file__).parent / "sql"


def earlier_months(population: Path, ids: NDArray[np.str_], first: str, months: int, like: pa.Schema) -> pa.Table:
    """Return the rows of so many `months` before `first` (a date), columns and types as in `like`.

    InputError where the base does not hold them all.
    """
    with storage.connect() as connection:
        attach(connection, open_population(population))
        connection.register("takes_part", pa.table({"subscriber_id": pa.array(ids.tolist(), pa.string())}))
        text, _ = storage.read_sql(SQL_DIR / "trial_earlier.sql")
        found = connection.sql(text, params={"first": first, "months": months}).to_arrow_table()
    held = len(found.column("month").unique())
    if held < months:
        raise InputError.one("trial-short-history", months=months, held=held)
    return found.select(like.names).cast(like)
