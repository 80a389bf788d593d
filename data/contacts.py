"""A contact graph for a base that has none, and communities for a base that has no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import storage
from data.keyed import seed_key
from data.market import load_market

if TYPE_CHECKING:
    import duckdb

GRAPH_SEED = 1
GRAPH_STAGES = ("graph_ties", "synth_contacts")


def synthesise_contacts(connection: duckdb.DuckDBPyConnection, market: str = "russia", seed: int = GRAPH_SEED) -> None:
    """Make table `contacts` with the graph figures of a market, and set each subscriber's community from it.

    Subscribers are placed by region, in a keyed order inside it: households and communities are cut from that row.
    """
    row = connection.execute("select count(*) from subscribers").fetchone()
    values = load_market(market).parameters() | {"subscribers": row[0] if row else 0, "seed": seed_key(seed)}
    for stage in ("import_ids", "import_graph_ids", "graph_places", *GRAPH_STAGES, "import_contacts", "import_communities"):
        storage.run(connection, stage, values)
    for name in ("ids", "places", "ties", "placed_ids"):
        connection.execute(f"drop table {name}")


def find_communities(connection: duckdb.DuckDBPyConnection) -> None:
    """Do nothing yet."""
