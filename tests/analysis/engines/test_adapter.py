"""The adapter asks of the Spark API what it says it does; a session of the test's own stands for Spark."""

from __future__ import annotations

import socket
import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

import pyarrow as pa
import pytest
from click.testing import CliRunner

from analysis.engines.addresses import engine_at
from analysis.engines.spark import Spark
from analysis.engines.tables import SparkTables
from analysis.engines.worker import SCHEMA
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rule_kinds import KINDS
from analysis.simulate import simulate
from cli import cli
from data.elsewhere.asking import Ask
from data.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from analysis.engines import api
    from analysis.shards.store import Store
    from analysis.world.world import World

    Work = Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]


@dataclass(frozen=True)
class Rows:
    """A frame of numbers in as many partitions, then with a text beside each, then what a function makes of every partition."""

    count: int
    text: str = ""
    work: Work | None = None
    says: str = ""

    def withColumn(self, name: str, column: object) -> Rows:  # noqa: N802 - Spark's own name
        assert name == "task"
        return replace(self, text=str(column))

    def mapInArrow(self, work: Work, schema: str) -> Rows:  # noqa: N802 - Spark's own name
        assert schema == SCHEMA
        return replace(self, work=work)

    def toArrow(self) -> pa.Table:  # noqa: N802 - Spark's own name
        if self.says or self.work is None:
            raise RuntimeError(self.says)
        ones = (pa.RecordBatch.from_arrays([pa.array([nth]), pa.array([self.text])], ["id", "task"]) for nth in range(self.count))
        return pa.Table.from_batches([batch for one in ones for batch in self.work(iter([one]))])


class Session:
    """A session whose jobs end with `says`, or well."""

    version = "4.2"

    def __init__(self, says: str = "") -> None:
        self._says = says

    @property
    def client(self) -> Session:
        return self

    def set_retry_policies(self, policies: Iterable[object]) -> None:  # noqa: ARG002 - named as theirs
        return

    def range(self, start: int, end: int, step: int, partitions: int) -> Rows:
        assert (start, step) == (0, 1)
        assert end == partitions
        return Rows(end, says=self._says)

    def stop(self) -> None:
        return


def spark(says: str = "") -> Spark:
    return Spark(Session(says), str, lambda _: None)


def test_a_partition_a_shard_comes_back_as_the_answer(towns: tuple[World, Store]) -> None:
    world, store = towns
    rules, assumed = KINDS["gifting"].of({}), assumptions_for(world, {})
    assert simulate(replace(store, engine=spark()), rules, assumed) == simulate(world, rules, assumed)


@pytest.mark.parametrize(
    ("says", "key", "reason"),
    [
        ("job aborted\nat org.apache", "engine-failed", "job aborted"),
        ("worker:\n ModuleNotFoundError: numba", "engine-no-program", "ModuleNotFoundError: numba"),
    ],
)
def test_what_spark_raises_is_told_in_its_own_words(towns: tuple[World, Store], says: str, key: str, reason: str) -> None:
    store = replace(towns[1], engine=spark(says))
    with pytest.raises(InputError) as caught:
        simulate(store, KINDS["gifting"].of({}), assumptions_for(store, {}))
    assert (caught.value.problems[0].key, caught.value.problems[0].facts["reason"]) == (key, reason)


def asked(store: Store, address: str, *words: str) -> tuple[int, str]:
    where = () if words[0] == "population" else ("--population", str(store.path))
    done = CliRunner().invoke(cli, [*words, "--engine", address, *where])
    return done.exit_code, done.output


def test_without_spark_a_command_says_how_to_get_it(
    towns: tuple[World, Store], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyspark"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    build = ("population", "shard", str(towns[1].path.parent / "p"), "--out", str(tmp_path / "s"))
    for address in ("sc://127.0.0.1:1", "spark://127.0.0.1:1", "local[2]", "yarn"):
        for words in (("simulate",), build):
            code, said = asked(towns[1], address, *words)
            assert code == 1
            assert "pip install -r requirements-cluster.txt" in said
    assert not list(tmp_path.iterdir())


def test_nobody_waits_for_an_address_where_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", sys)  # any module will do: the address is looked at first
    monkeypatch.setitem(sys.modules, "pyspark.sql", sys)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody else gets it, and nobody listens
        port = taken.getsockname()[1]
        for address in (f"sc://127.0.0.1:{port}/;token=x", f"spark://127.0.0.1:{port},127.0.0.1:{port}"):
            with pytest.raises(InputError) as caught:
                engine_at(address, lambda _: None)
            assert caught.value.problems[0].key == "engine-unreachable"


@dataclass
class Lake:
    """A session with one table, whose jobs end with `ends`."""

    ends: BaseException
    done: list[str] = field(default_factory=list)
    columns: tuple[str, ...] = ("odd `name`", "gb")

    def __getattr__(self, name: str) -> Callable[..., Lake]:
        def call(*said: str) -> Lake:
            self.done.append(" ".join((name, *said)))
            if name == "count":
                raise self.ends
            return self

        return call

    @property
    def conf(self) -> Lake:
        return self


def test_names_that_are_odd_are_quoted_and_ctrl_c_stops_the_engine_too(tmp_path: Path) -> None:
    session = Lake(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        SparkTables(cast("api.Session", session)).write(Ask(table="t"), session.columns, tmp_path / "rows")
    assert session.done[1:] == ["table t", "selectExpr `odd ``name``` as c0 `gb` as c1", "count", "interruptAll"]


def test_of_what_java_raises_the_first_words_and_the_last_cause_are_told(tmp_path: Path) -> None:
    said = "An error occurred while calling o52.count.\n: org.SparkException: Job aborted\n\tat org.x\n"
    session = Lake(RuntimeError(f"{said}Caused by: java.io.IOException: one\n\tat y\nCaused by: java.io.IOException: no room\n"))
    with pytest.raises(InputError) as caught:
        SparkTables(cast("api.Session", session)).write(Ask(table="t"), session.columns, tmp_path / "rows")
    (problem,) = caught.value.problems
    assert (problem.key, problem.facts) == (
        "engine-failed",
        {"reason": "org.SparkException: Job aborted (java.io.IOException: no room)"},
    )
