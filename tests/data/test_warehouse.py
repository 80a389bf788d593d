"""Tables of a real PostgreSQL become a base; the server's programs and the driver are optional, and so is this test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from typing import TYPE_CHECKING

import duckdb
import pytest

from data.elsewhere.database import check_address
from data.errors import InputError
from data.importing.importer import import_population
from tests.data.shapes import HEAD, PEOPLE
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAMS = [program for name in ("initdb", "postgres", "psql") if (program := shutil.which(name))]
MAPPING = (
    HEAD.replace("{source}", "")
    + f"""
[tables.subscribers]
query = "select distinct msisdn from traffic"
columns = {{ subscriber_id = "msisdn", {PEOPLE} }}
[tables.usage]
query = "select msisdn, day, mb from traffic"
[tables.usage.columns]
subscriber_id = "msisdn"
month = {{ column = "day", written = "%Y-%m-%d" }}
used_gb = {{ sum = "mb", unit = "MB" }}
packs_bought = {{ value = 0 }}
"""
)
ROWS = (
    "create table traffic (msisdn text, day date, mb numeric); insert into traffic values "
    "('007', '2024-01-05', 512), ('007', '2024-01-09', 512), ('8', '2024-02-01', 2048)"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL of our own on this machine; gives its address."""
    pytest.importorskip("adbc_driver_postgresql")
    if len(PROGRAMS) < 3:
        pytest.skip("the programs of PostgreSQL are not here")
    folder = tmp_path_factory.mktemp("pg")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    other = None
    if os.getuid() == 0:  # the server refuses to run as root
        other = 65534
        for place in (folder, *folder.parents[:2]):
            place.chmod(0o755)
        os.chown(folder, other, other)
    command = ["initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "reader"]
    made = subprocess.run(command, capture_output=True, check=False, cwd="/", user=other, group=other)
    if made.returncode:
        pytest.skip(made.stderr.decode()[-200:])
    command = ["postgres", "-D", str(folder / "data"), "-p", str(port), "-k", str(folder), "-c", "listen_addresses=127.0.0.1"]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd="/", user=other, group=other)
    address = f"postgresql://reader@127.0.0.1:{port}/postgres"
    try:
        ready = ["psql", address, "-c", ROWS]
        for _ in range(100):
            if not subprocess.run(ready, capture_output=True, check=False).returncode:
                break
            subprocess.run(["sleep", "0.2"], check=True)
        yield address
    finally:
        running.terminate()
        running.wait(300)


def imported(address: str, folder: Path, mapping: str = MAPPING) -> list[tuple[object, ...]]:
    (folder / "m.toml").write_text(mapping)
    (folder / "empty").mkdir(exist_ok=True)
    import_population(folder / "empty", str(folder / "m.toml"), folder / "out", database=address)
    query = f"select subscriber_id, month::varchar, used_gb::double from '{folder}/out/usage.parquet' order by all"
    return duckdb.execute(query).fetchall()


def test_tables_of_a_server_become_a_base(server: str, tmp_path: Path) -> None:
    assert imported(server, tmp_path) == [("007", "2024-01-01", 1.0), ("8", "2024-02-01", 2.0)]


@pytest.mark.parametrize("query", ["delete from traffic returning msisdn, day, mb", "select msisdn, day, mb from nowhere"])
def test_a_query_that_changes_anything_or_fails_is_told_in_the_servers_words(server: str, tmp_path: Path, query: str) -> None:
    mapping = MAPPING.replace("select msisdn, day, mb from traffic", query)
    with pytest.raises(InputError) as failure:
        imported(server, tmp_path, mapping)
    assert {problem.key for problem in failure.value.problems} == {"database-refused"}
    assert imported(server, tmp_path)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("postgresql://reader:secret@host/db", "database-password"),
        ("postgresql://reader@host/db?password=secret", "database-password"),
        ("file:///etc/passwd", "database-address"),
        ("", "database-address"),
    ],
)
def test_an_address_with_a_password_is_refused_and_not_repeated(address: str, key: str) -> None:
    with pytest.raises(InputError) as failure:
        check_address(address)
    (problem,) = failure.value.problems
    assert problem.key == key
    assert "secret" not in str(problem)


def test_a_query_without_a_database_says_how_to_name_one(tmp_path: Path) -> None:
    with pytest.raises(InputError) as failure:
        imported("", tmp_path)
    assert {problem.key for problem in failure.value.problems} == {"query-without-database"}
    for language in LANGUAGES:
        assert "--database" in wording(language).problem(failure.value.problems[0].key, failure.value.problems[0].facts)
