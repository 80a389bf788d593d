"""The need of months that ran out, filled in where a base does not say it; use and packs stay exactly as observed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from data.database import storage
from data.importing.need_model import NeedRows, fill_in
from data.importing.run_out import find_run_out
from data.keyed.mixer import seed_key
from data.progress import Progress, silent
from data.synthetic.market import load_market

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

    from data.importing.need_model import NeedModel

SEED = 1


def impute_need(
    connection: duckdb.DuckDBPyConnection,
    market: str = "russia",
    seed: int = SEED,
    progress: Progress = silent,
) -> NeedModel | None:
    """Fill `usage.need_gb` where it is null, on the schema's tables of `connection`.

    Returns the model the needs were drawn from; None where nothing had to be drawn: then need is use.
    The same tables give the same needs at any thread count. The exponent of willingness to pay is the market's.
    """
    storage.run(connection, "impute_subscribers", {"seed": seed_key(seed)})
    seen = find_run_out(connection)
    found = storage.run(connection, "impute_rows", {"below": seen.below_kb, "above": seen.above_kb}).fetchnumpy()
    model = None
    if found["place"].size:
        rows = _need_rows(connection, found)
        need, model = fill_in(rows, load_market(market).number("willingness_shape"), progress=progress)
        _write(connection, _whole(found["place"])[rows.ran_out], need[rows.ran_out])
        model = model if rows.ran_out.any() else None
    connection.execute("drop table need_people")
    return model


def _need_rows(connection: duckdb.DuckDBPyConnection, found: dict[str, NDArray[np.generic]]) -> NeedRows:
    people = connection.execute("select state from need_people order by sub").fetchnumpy()
    return NeedRows(
        sub=_whole(found["sub"]),
        state=found["state"].astype(np.uint64),
        sub_state=people["state"].astype(np.uint64),
        used=_whole(found["used"]),
        allowance=_whole(found["allowance"]),
        ran_out=found["ran_out"].astype(np.bool_),
        plan=_whole(found["plan"]),
        packs=_whole(found["packs"]),
        pack=_whole(found["pack"]),
    )


def _whole(values: NDArray[np.generic]) -> NDArray[np.int64]:
    return values.astype(np.int64)


def _write(connection: duckdb.DuckDBPyConnection, places: NDArray[np.int64], need: NDArray[np.int64]) -> None:
    connection.register("need_drawn", pa.table({"place": places, "need_kb": need}))
    storage.run(connection, "impute_usage")
    connection.unregister("need_drawn")
    connection.execute("drop table usage")
    connection.execute("alter table usage_filled rename to usage")
