"""The commands on a store: built by one, answered by all that take a base."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cli import cli

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


@pytest.fixture(scope="module")
def store(population: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("store") / "s"
    done = run("population", "shard", str(population), "--out", str(target), "--shards", "3", "--threads", "2")
    assert done.exit_code == 0, done.output
    assert "4000 subscribers in 3 shards" in done.output
    return target


@pytest.mark.parametrize("words", [("--draws", "16"), ("--rules", "korea", "--horizon", "36")])
def test_every_answer_of_a_store_is_that_of_its_population(store: Path, population: Path, words: tuple[str, ...]) -> None:
    one, other = (run("simulate", "--population", str(path), "--json", "-", *words) for path in (store, population))
    assert one.exit_code == other.exit_code == 0, one.output
    assert one.stdout == other.stdout


def test_a_store_is_reported_decided_and_batched(store: Path, population: Path, tmp_path: Path) -> None:
    report = run("report", "--population", str(store), "--format", "json", "--out", str(tmp_path / "report.json"))
    assert report.exit_code == 0, report.output
    proved = run("verify", str(tmp_path / "report.json"), "--population", str(population))
    assert proved.exit_code == 0, proved.output
    here, there = (run("decide", "breakeven", "give_probability", "--population", str(path)) for path in (store, population))
    assert here.exit_code == there.exit_code == 0, here.output
    assert here.stdout == there.stdout


def test_what_a_store_cannot_answer_ends_with_the_way_out(store: Path) -> None:
    refused = run("simulate", "--population", str(store), "--rules", "market-t2")
    assert refused.exit_code == 1
    assert "--shards 1" in refused.output
