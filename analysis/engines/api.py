"""What we ask of the Spark DataFrame API: the few calls that Spark itself, Spark Connect and Sail answer alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pyarrow as pa


class Writer(Protocol):
    """What we ask of a DataFrame's writer."""

    def parquet(self, path: str) -> None:
        """Write it as Parquet files into a new folder."""
        ...

    def format(self, stored: str) -> Writer:
        """Set how it is stored."""
        ...

    def save(self, path: str) -> None:
        """Write it to a path."""
        ...


class Numbers(Protocol):
    """What a task for each shard asks of a DataFrame."""

    def withColumn(self, name: str, column: object) -> Numbers:  # noqa: N802 - Spark's own name
        """Return it with one more column."""
        ...

    def mapInArrow(  # noqa: N802 - Spark's own name
        self, work: Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]], schema: str
    ) -> Numbers:
        """Return what `work` makes of each partition."""
        ...

    def toArrow(self) -> pa.Table:  # noqa: N802 - Spark's own name
        """Run it and return the rows."""
        ...


class Frame(Protocol):
    """What we ask of a DataFrame that is a table."""

    @property
    def columns(self) -> Sequence[str]:
        """Return the names of its columns."""
        ...

    @property
    def write(self) -> Writer:
        """Return its writer."""
        ...

    def selectExpr(self, *columns: str) -> Frame:  # noqa: N802 - Spark's own name
        """Return it with these columns, in SQL."""
        ...

    def createOrReplaceTempView(self, name: str) -> None:  # noqa: N802 - Spark's own name
        """Name it in the catalog of its session."""
        ...

    def limit(self, most_rows: int) -> Frame:
        """Return some of its rows."""
        ...

    def count(self) -> int:
        """Run it and return how many rows it has."""
        ...

    def toArrow(self) -> pa.Table:  # noqa: N802 - Spark's own name
        """Run it and return the rows."""
        ...


class Reader(Protocol):
    """What we ask of a session's reader."""

    def format(self, stored: str) -> Reader:
        """Set how a table is stored."""
        ...

    def load(self, path: str) -> Frame:
        """Return the table at a path."""
        ...


class Settings(Protocol):
    """What we ask of a session's settings."""

    def set(self, name: str, value: str) -> None:
        """Set one."""
        ...


class Client(Protocol):
    """What we ask of the connection of a Connect session."""

    def set_retry_policies(self, policies: Iterable[object]) -> None:
        """Set how often a call is tried."""
        ...


class Ranges(Protocol):
    """What a task for each shard asks of a session."""

    def range(self, start: int, end: int, step: int, partitions: int) -> Numbers:
        """Return a frame of numbers."""
        ...


class Session(Ranges, Protocol):
    """What we ask of a session."""

    @property
    def client(self) -> Client:
        """Return the connection of a Connect session."""
        ...

    @property
    def conf(self) -> Settings:
        """Return its settings."""
        ...

    @property
    def read(self) -> Reader:
        """Return its reader."""
        ...

    @property
    def version(self) -> str:
        """Return the version of the engine."""
        ...

    def table(self, name: str) -> Frame:
        """Return a table of the catalog."""
        ...

    def interruptAll(self) -> object:  # noqa: N802 - Spark's own name
        """Stop what it is at."""
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
