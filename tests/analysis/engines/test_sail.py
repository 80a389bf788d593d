"""Sail says what this process says. Runs where `requirements-sail.txt` is installed: `make test`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from analysis.engines.addresses import engine_at
from analysis.engines.spark import session_at
from analysis.engines.tables import SparkTables
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rule_kinds import KINDS
from analysis.simulate import simulate
from cli import cli
from data.errors import InputError
from tests.analysis.engines.lake import by_command, from_engine, from_files, written
from tests.analysis.engines.same import say_the_same
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.shards.store import Store
    from analysis.world.world import World

pytest.importorskip("pysail", reason="Sail is not installed: pip install -r requirements-sail.txt")
STARTING_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(env: dict[str, str]) -> tuple[subprocess.Popen[bytes], str]:
    """Start a server as an administrator would, and wait until it listens."""
    port = free_port()
    words = [str(Path(sys.executable).with_name("sail")), "spark", "server", "--ip", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(words, env=os.environ | {"RUST_LOG": "error"} | env, stdout=subprocess.DEVNULL)
    ends = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < ends:
        try:
            socket.create_connection(("127.0.0.1", port), 1.0).close()
        except OSError:
            time.sleep(0.1)
        else:
            return server, f"sc://127.0.0.1:{port}"
    server.kill()
    pytest.fail("Sail did not start")


@pytest.fixture(scope="module", autouse=True)
def main_file() -> Iterator[None]:
    """Give the main module a file: Spark takes a process without one, as tests side by side are, for one of its own doctests."""
    main = sys.modules["__main__"]
    with patch.object(main, "__file__", getattr(main, "__file__", __file__), create=True):
        yield


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server, address = serve({"PYTHONPATH": str(ROOT)})
    yield address
    server.kill()
    server.wait()


def test_any_base_in_any_shards_says_there_what_it_says_here(address: str) -> None:
    engine = engine_at(address, lambda _: None)
    assert engine is not None
    say_the_same(engine, 6)


def test_the_commands_answer_byte_for_byte(address: str, towns: tuple[World, Store]) -> None:
    path = str(towns[1].path)
    for words in (
        ("simulate", "--json", "-", "--draws", "16"),
        ("decide", "breakeven", "give_probability", "--json", "-"),
    ):
        here, there = (CliRunner().invoke(cli, [*words, "--population", path, "--engine", where]) for where in ("local", address))
        assert here.exit_code == there.exit_code == 0, there.output
        assert here.stdout == there.stdout


def test_workers_without_this_program_are_told_as_that(towns: tuple[World, Store], tmp_path: Path) -> None:
    server, address = serve({"PYTHONPATH": str(tmp_path)})
    try:
        store = replace(towns[1], engine=engine_at(address, lambda _: None))
        with pytest.raises(InputError) as caught:
            simulate(store, KINDS["gifting"].of({}), assumptions_for(store, {}))
    finally:
        server.kill()
        server.wait()
    assert caught.value.problems[0].key == "engine-no-program"


def test_a_server_that_is_gone_is_told_and_nobody_waits_for_it(towns: tuple[World, Store]) -> None:
    server, address = serve({"PYTHONPATH": str(ROOT)})
    server.kill()
    server.wait()
    done = CliRunner().invoke(cli, ["simulate", "--population", str(towns[1].path), "--engine", address])
    assert done.exit_code == 1
    assert "Nobody who can work on shards answers" in done.output


@pytest.mark.parametrize("stored", ["parquet", "delta", "iceberg"])
def test_tables_become_the_base_that_their_files_become(address: str, tmp_path: Path, stored: str) -> None:
    lake = written(tmp_path / "lake")
    session, place = session_at(address), lake
    if stored != "parquet":
        place = tmp_path / stored
        session.read.format("parquet").load(str(lake)).write.format(stored).save(str(place))
    named = f'table = "{place}"\nstored = "{stored}"'
    assert from_engine(SparkTables(session), named, tmp_path) == from_files(lake, tmp_path)
    done = by_command(address, named, tmp_path)
    assert done.exit_code == 0, done.output


def test_a_table_of_the_catalog_is_read_by_its_name(address: str, tmp_path: Path) -> None:
    lake, session = written(tmp_path / "lake"), session_at(address)
    session.read.format("parquet").load(str(lake)).createOrReplaceTempView("traffic")
    assert from_engine(SparkTables(session), 'table = "traffic"', tmp_path) == from_files(lake, tmp_path)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ('table = "nowhere.traffic"', "knows no table “nowhere.traffic”"),
        ('table = "/nowhere/traffic"\nstored = "parquet"', "has no rows"),
        ('table = "/nowhere/traffic"\nstored = "delta"', "knows no table “/nowhere/traffic”"),
        ('table = "/nowhere/traffic"\nstored = "orc"', "does not read the table “/nowhere/traffic”"),
    ],
)
def test_a_table_that_is_not_there_is_told_and_leaves_nothing(address: str, tmp_path: Path, place: str, said: str) -> None:
    done = by_command(address, place, tmp_path)
    assert done.exit_code == 1
    assert said in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["command.toml"]
