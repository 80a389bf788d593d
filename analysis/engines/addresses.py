"""The address of an engine: this machine, a Spark cluster, or a Spark Connect server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.engines.spark import spark_at
from data.errors import InputError

if TYPE_CHECKING:
    from analysis.engines.far import Tell
    from analysis.shards.engine import Engine

HERE = "local"
KNOWN = (HERE, "sc://HOST:PORT", "spark://HOST:PORT", "local[N]", "local-cluster[N,CORES,MB]", "yarn", "k8s://HOST:PORT")
_SPARK = re.compile(r"(sc|spark)://[^\s/]+.*|local\[(\d+|\*)(,\d+)?\]|local-cluster\[\d+,\s*\d+,\s*\d+\]|yarn|k8s://\S+")


def engine_at(address: str, tell: Tell) -> Engine | None:
    """Return the engine at an address, none for threads of this process. InputError for what is no address, or not there."""
    if address == HERE:
        return None
    if not _SPARK.fullmatch(address):
        raise InputError.one("engine-address", address=address, known=KNOWN)
    return spark_at(address, tell)
