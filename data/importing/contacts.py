"""A contact graph for a base that has none, and communities for a base that does not name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from data.database import storage
from data.importing.communities import Graph, propagate
from data.keyed.mixer import seed_key
from data.synthetic.market import load_market

if TYPE_CHECKING:
    import duckdb

SEED = 1
_GRAPH_STAGES = (
    "import_ids",
    "import_graph_ids",
    "graph_places",
    "graph_ties",
    "synth_contacts",
    "import_contacts",
    "import_communities",
)


def synthesise_contacts(connection: duckdb.DuckDBPyConnection, market: str = "russia", seed: int = SEED) -> None:
    """Make table `contacts` with the graph figures of a market, and fill each subscriber's community from it.

    Subscribers are placed by region, in a keyed order inside it: households and communities are cut from that row.
    """
    row = connection.execute("select count(*) from subscribers").fetchone()
    values = load_market(market).parameters() | {"subscribers": row[0] if row else 0, "seed": seed_key(seed)}
    for stage in _GRAPH_STAGES:
        storage.run(connection, stage, values)
    connection.execute("drop table ids; drop table places; drop table ties; drop table placed_ids")


def find_communities(connection: duckdb.DuckDBPyConnection, seed: int = SEED) -> bool:
    """Fill `subscribers.community` from `contacts` where it is null; False where every subscriber has one already."""
    missing = connection.execute("select count(*) from subscribers where community is null").fetchone()
    if not missing or missing[0] == 0:
        return False
    storage.run(connection, "community_people", {"seed": seed_key(seed)})
    people = connection.execute("select sub, state from community_people order by sub").fetchnumpy()
    ties = storage.run(connection, "community_ties").fetchnumpy()
    alone = np.ones(people["sub"].size, dtype=np.int64)
    graph = Graph(ties["a"].astype(np.int64), ties["b"].astype(np.int64), ties["strength"].astype(np.int64), alone)
    first = propagate(graph, np.lexsort((people["sub"], people["state"])))
    connection.register("community_found", pa.table({"sub": people["sub"], "first": first}))
    storage.run(connection, "community_fill")
    connection.unregister("community_found")
    connection.execute("drop table community_people")
    return True
