"""The Spark DataFrame API as an engine: Spark itself, or whatever speaks Spark Connect."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import sys
import warnings
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import analysis
from analysis.engines.far import FarEngine
from analysis.engines.worker import SCHEMA, replies
from data.errors import InputError, TransferImpactError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    from analysis.engines.api import Builder, Ranges, Session
    from analysis.engines.far import Tell

CONNECT = "sc://"
_PORTS = {"sc": 15002, "spark": 7077}
_PATIENCE_SECONDS = 5.0
_RETRIES = 5  # of a call that a server does not take: about 20 s in all, where the client itself would try for ten minutes
_TRIES = 4  # of a task, as on a cluster; a worker that is killed costs one
_LONGEST_REASON = 300
_SAYS_NOTHING, _CAUSE = "An error occurred while calling", "Caused by: "  # of a call into Java, and of what was behind it


class Spark(FarEngine):
    """A task a shard, through `mapInArrow` over the numbers of shards."""

    def __init__(self, session: Ranges, literal: Callable[[str], object], tell: Tell) -> None:
        super().__init__(tell)
        self._session, self._literal = session, literal

    def replies(self, task: str, count: int) -> Iterable[tuple[int, bytes]]:
        """Return the replies of all shards, a partition each."""
        numbers = self._session.range(0, count, 1, count).withColumn("task", self._literal(task))
        try:
            found = numbers.mapInArrow(replies, SCHEMA).toArrow()
        except Exception as error:
            raise as_told(error) from error
        return zip(found.column(0).to_pylist(), found.column(1).to_pylist(), strict=True)


def spark_at(address: str, tell: Tell) -> Spark:
    """Return the engine at the address of a Spark cluster or of a Connect server; InputError where there is none."""
    session = session_at(address)
    literal = cast("Callable[[str], object]", _module("pyspark.sql.functions").lit)
    return Spark(session, literal, tell)


def session_at(address: str) -> Session:
    """Return a session at the address of a Spark cluster or of a Connect server; InputError where there is none."""
    # Nothing goes through pandas here: tables and replies are Arrow.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    sql = _module("pyspark.sql")
    opened = _connected if address.startswith(CONNECT) else _on_cluster
    _knock(address)
    try:
        return opened(cast("Builder", sql.SparkSession.builder), address)
    except TransferImpactError:
        raise
    except ImportError as error:
        raise InputError.one("engine-missing", module=error.name or "pyspark") from error
    except Exception as error:
        raise InputError.one("engine-unreachable", address=address, reason=reason_of(error)) from error


def _connected(builder: Builder, address: str) -> Session:
    """Return a session of a Connect server, which asks it whether it speaks our version."""
    session = builder.remote(address).create()
    policy = cast("Callable[..., object]", _module("pyspark.sql.connect.client.retries").DefaultPolicy)
    session.client.set_retry_policies([policy(max_retries=_RETRIES)])
    session.version  # noqa: B018 - a call to the server
    return session


def _on_cluster(builder: Builder, address: str) -> Session:
    """Return the session of this process on a cluster. What the user's own Spark settings say besides stays."""
    _module("py4j")  # the light client brings none
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise InputError.one("engine-java", address=address)
    # Spark takes a process that has asked a Connect server for one that can do nothing else.
    os.environ.pop("SPARK_CONNECT_MODE_ENABLED", None)
    root = str(Path(analysis.__file__).parents[1])
    known = os.environ.get("PYTHONPATH", "")
    if address.startswith("local"):  # the workers are processes of this machine
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = builder.config("spark.ui.enabled", "false")
        if address.startswith("local[") and "," not in address:
            address = f"{address.removesuffix(']')},{_TRIES}]"
    session = (
        builder.master(address)
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(filter(None, [root, known])))
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    atexit.register(session.stop)  # a cluster left without a word complains at length
    return session


def _knock(address: str) -> None:
    """Raise InputError where nobody listens at an address that names a machine: Spark itself would try for minutes."""
    try:
        parts = [urlsplit(f"//{host}", scheme=address.partition("://")[0]) for host in _hosts(address)]
        places = [(part.hostname or "", part.port or _PORTS[part.scheme]) for part in parts]
    except ValueError as error:
        raise InputError.one("engine-address", address=address) from error
    reason = ""
    for place in places:
        try:
            socket.create_connection(place, _PATIENCE_SECONDS).close()
        except OSError as error:
            reason = error.strerror or str(error)
        else:
            return
    if places:
        raise InputError.one("engine-unreachable", address=address, reason=reason)


def _hosts(address: str) -> list[str]:
    """Return the machines that an address names; none for a cluster that is known by its own settings."""
    scheme, found, rest = address.partition("://")
    return rest.partition("/")[0].split(",") if found and scheme in _PORTS else []


def _module(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise InputError.one("engine-missing", module=error.name or name) from error


def as_told(error: Exception) -> TransferImpactError:
    """Return what an engine raised, in its own words; a worker without this program is told as that."""
    text = str(error)
    if "ModuleNotFoundError" in text:
        return InputError.one("engine-no-program", reason=_line_with(text, "ModuleNotFoundError"))
    return InputError.one("engine-failed", reason=reason_of(error))


def _line_with(text: str, word: str) -> str:
    return next(line.strip() for line in text.splitlines() if word in line)[-_LONGEST_REASON:]


def reason_of(error: Exception) -> str:
    """Return an engine's own words: the first of them and, where Java tells what was behind it all, the last cause."""
    lines = [line.strip().removeprefix(": ") for line in str(error).splitlines()]
    said = [line for line in lines if line and not line.startswith(_SAYS_NOTHING)] or [type(error).__name__]
    causes = [line.removeprefix(_CAUSE) for line in said if line.startswith(_CAUSE)]
    first = said[0].removeprefix(_CAUSE)[:_LONGEST_REASON]
    return f"{first} ({causes[-1][:_LONGEST_REASON]})" if causes and causes[-1] != first else first
