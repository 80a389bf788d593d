"""The Spark DataFrame API as an engine: Spark itself, or whatever speaks Spark Connect."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast
from urllib.parse import urlsplit

import analysis
from analysis.engines.far import FarEngine
from analysis.engines.worker import SCHEMA, replies
from data.errors import InputError, TransferImpactError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    import pyarrow as pa

    from analysis.engines.far import Tell

CONNECT = "sc://"
_PORTS = {"sc": 15002, "spark": 7077}
_PATIENCE_SECONDS = 5.0
_RETRIES = 5  # of a call that a server does not take: about 20 s in all, where the client itself would try for ten minutes
_TRIES = 4  # of a task, as on a cluster; a worker that is killed costs one
_LONGEST_REASON = 300


class Frame(Protocol):
    """What we ask of a DataFrame."""

    def withColumn(self, name: str, column: object) -> Frame:  # noqa: N802 - Spark's own name
        """Return it with one more column."""
        ...

    def mapInArrow(  # noqa: N802 - Spark's own name
        self, work: Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]], schema: str
    ) -> Frame:
        """Return what `work` makes of each partition."""
        ...

    def toArrow(self) -> pa.Table:  # noqa: N802 - Spark's own name
        """Run it and return the rows."""
        ...


class Client(Protocol):
    """What we ask of the connection of a Connect session."""

    def set_retry_policies(self, policies: Iterable[object]) -> None:
        """Set how often a call is tried."""
        ...


class Session(Protocol):
    """What we ask of a session."""

    @property
    def client(self) -> Client:
        """Return the connection of a Connect session."""
        ...

    @property
    def version(self) -> str:
        """Return the version of the engine."""
        ...

    def range(self, start: int, end: int, step: int, partitions: int) -> Frame:
        """Return a frame of numbers."""
        ...

    def stop(self) -> None:
        """End it."""
        ...


class Builder(Protocol):
    """What we ask of a session's builder."""

    def remote(self, address: str) -> Builder:
        """Set the address of a Connect server."""
        ...

    def master(self, address: str) -> Builder:
        """Set the address of a cluster."""
        ...

    def config(self, name: str, value: str) -> Builder:
        """Set an option."""
        ...

    def getOrCreate(self) -> Session:  # noqa: N802 - Spark's own name
        """Return the session of this process."""
        ...

    def create(self) -> Session:
        """Return a new session: one to another server may be there."""
        ...


class Spark(FarEngine):
    """A task a shard, through `mapInArrow` over the numbers of shards."""

    def __init__(self, session: Session, literal: Callable[[str], object], tell: Tell) -> None:
        super().__init__(tell)
        self._session, self._literal = session, literal

    def replies(self, task: str, count: int) -> Iterable[tuple[int, bytes]]:
        """Return the replies of all shards, a partition each."""
        numbers = self._session.range(0, count, 1, count).withColumn("task", self._literal(task))
        try:
            found = numbers.mapInArrow(replies, SCHEMA).toArrow()
        except Exception as error:
            raise _told(error) from error
        return zip(found.column(0).to_pylist(), found.column(1).to_pylist(), strict=True)


def spark_at(address: str, tell: Tell) -> Spark:
    """Return the engine at the address of a Spark cluster or of a Connect server; InputError where there is none."""
    sql = _module("pyspark.sql")
    opened = _connected if address.startswith(CONNECT) else _on_cluster
    _knock(address)
    try:
        session = opened(cast("Builder", sql.SparkSession.builder), address)
    except TransferImpactError:
        raise
    except ImportError as error:
        raise InputError.one("engine-missing", module=error.name or "pyspark") from error
    except Exception as error:
        raise InputError.one("engine-unreachable", address=address, reason=_short(error)) from error
    literal = cast("Callable[[str], object]", _module("pyspark.sql.functions").lit)
    return Spark(session, literal, tell)


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


def _told(error: Exception) -> TransferImpactError:
    """Return what an engine raised, in its own words; a worker without this program is told as that."""
    text = str(error)
    if "ModuleNotFoundError" in text:
        return InputError.one("engine-no-program", reason=_line_with(text, "ModuleNotFoundError"))
    return InputError.one("engine-failed", reason=_short(error))


def _line_with(text: str, word: str) -> str:
    return next(line.strip() for line in text.splitlines() if word in line)[-_LONGEST_REASON:]


def _short(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)[:_LONGEST_REASON]
