"""The address of an engine: this machine, a Spark cluster, or a Spark Connect server."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.engines.spark import spark_at
from data.environment import ENGINE, text_setting
from data.errors import InputError

if TYPE_CHECKING:
    from analysis.dealing.engine import Elsewhere
    from analysis.engines.far import Tell

HERE = "local"
KNOWN = (HERE, "sc://HOST:PORT", "spark://HOST:PORT", "local[N]", "local-cluster[N,CORES,MB]", "yarn", "k8s://HOST:PORT")
_SPARK = re.compile(r"(sc|spark)://[^\s/]+.*|local\[(\d+|\*)(,\d+)?\]|local-cluster\[\d+,\s*\d+,\s*\d+\]|yarn|k8s://\S+")
_LOG = logging.getLogger(__name__)


def engine_of_environment() -> Elsewhere | None:
    """Return the engine that TRANSFER_IMPACT_ENGINE names; None where it is not set. InputError for one that is not there."""
    address = text_setting(ENGINE)
    return _kept(address) if address else None


@cache
def _kept(address: str) -> Elsewhere | None:
    """Return the engine at an address, one for this process; what its workers make worth knowing is logged."""
    return engine_at(address, lambda finding: _LOG.warning("%s", finding))


def engine_at(address: str, tell: Tell) -> Elsewhere | None:
    """Return the engine at an address, none for threads of this process. InputError for what is no address, or not there."""
    check_engine_address(address)
    return None if address == HERE else spark_at(address, tell)


def check_engine_address(address: str) -> None:
    """Raise InputError for what is no address of an engine."""
    if address != HERE and not _SPARK.fullmatch(address):
        raise InputError.one("engine-address", address=address, known=KNOWN)
