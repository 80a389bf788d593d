"""`pilot` on a store: designed, made, read and learned from with its tables; without them figures and no list."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from analysis.shards.building import written_store
from data.progress import silent
from terminal.commands import cli

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

PLAN = ["--set", "months=3", "--set", "frame=900", "--replicates", "20", "--alone"]


@pytest.fixture(scope="module")
def base(population: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a base of its own, with its store beside it."""
    own = tmp_path_factory.mktemp("pilots") / "operator"
    shutil.copytree(population, own)
    store = own.with_name("operator-shards")
    written_store(own, store, 3, seed=1, threads=2, replace_old=False, progress=silent)
    shutil.copytree(store, own.parent / "apart" / "store")
    return own


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, ["pilot", *map(str, words)])


def test_a_plan_on_a_store_has_the_bytes_of_one_on_its_base_and_is_proved_there(base: Path, tmp_path: Path) -> None:
    store, apart = base.with_name("operator-shards"), base.parent / "apart" / "store"
    for name, words in (("base", [base]), ("store", [store]), ("apart", [apart, "--tables", base])):
        told = run("design", "--population", *words, *PLAN, "--out", tmp_path / name)
        assert told.exit_code == 0, told.output
        assert "among 900 subscribers at most of the 4,000" in " ".join(told.output.split())
    for file in ("design.json", "pilot-plan.pdf"):
        found = {name: (tmp_path / name / file).read_bytes() for name in ("base", "store", "apart")}
        assert found["base"] == found["store"] == found["apart"]
    record = json.loads((tmp_path / "store" / "design.json").read_text())
    assert (record["plan"]["frame"], record["subscribers"]) == (900, 4000)
    assert "--set frame=900" in record["command"]
    proved = CliRunner().invoke(cli, ["verify", str(tmp_path / "store" / "pilot-plan.pdf"), "--population", str(base)])
    assert proved.exit_code == 0, proved.output
    assert len(list((base / "pilot").iterdir())) == 1
    assert not (store / "pilot").exists()


def test_a_base_too_large_for_this_machine_has_its_pilot_by_the_store_beside_it(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = base.parent / "large"
    shutil.copytree(base, kept, ignore=shutil.ignore_patterns("pilot", ".*"))
    written_store(kept, kept.with_name("large-shards"), 3, seed=1, threads=2, replace_old=False, progress=silent)
    trial = tmp_path / "trial"
    assert run("example", "--population", base, "--out", tmp_path / "own").exit_code == 0
    monkeypatch.setattr("analysis.world.bounds.machine_bytes", lambda: 1_000_000_000)
    told = run("design", "--population", kept, *PLAN, "--out", tmp_path / "out")
    assert told.exit_code == 0, told.output
    assert "large-shards" in told.output  # what answers is told
    assert [len(list(folder.iterdir())) for folder in (kept / "pilot").iterdir()] == [2]
    assert run("example", "--population", kept, "--out", trial).exit_code == 0
    assert (trial / "months.parquet").read_bytes() == (tmp_path / "own" / "months.parquet").read_bytes()
    assert run("read", trial, "--population", kept).exit_code == 0


def test_without_tables_figures_are_told_and_no_list_is_written(base: Path, tmp_path: Path) -> None:
    apart = base.parent / "apart" / "store"
    told = run("design", "--population", apart, *PLAN)
    assert told.exit_code == 0, told.output
    for words in (
        ("design", "--population", apart, *PLAN, "--out", tmp_path / "out"),
        ("example", "--population", apart, "--out", tmp_path / "out"),
        ("read", tmp_path, "--population", apart),
        ("learn", tmp_path, "--population", apart),
    ):
        refused = run(*words)
        assert refused.exit_code == 1
        assert "--tables" in refused.output
        assert not (tmp_path / "out").exists()


def test_an_example_on_a_store_is_read_and_learned_from_as_on_its_base(base: Path, tmp_path: Path) -> None:
    store, trial = base.with_name("operator-shards"), tmp_path / "trial"
    assert run("example", "--population", store, "--out", trial).exit_code == 0
    read = [run("read", trial, "--population", place, "--json", "-") for place in (store, base)]
    assert read[0].exit_code == 0, read[0].output
    assert read[0].stdout == read[1].stdout
    learned = [run("learn", trial, "--population", place, "--set", "draws=128", "--json", "-") for place in (store, base)]
    assert learned[0].exit_code == 0, learned[0].output
    assert learned[0].stdout == learned[1].stdout


def test_what_a_pilot_is_worth_on_a_store_is_what_it_is_on_its_base(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.pilot.worth.worth.DRAWS", 24)
    asked = ("--set", "months=3", "--set", "frame=900", "--option", "kenya", "--design", "both-subscribers")
    found = [run("worth", "--population", place, *asked, "--json", "-") for place in (base.with_name("operator-shards"), base)]
    assert found[0].exit_code == 0, found[0].output
    assert found[0].stdout == found[1].stdout
    text = " ".join(run("worth", "--population", base, *asked).output.split())
    assert f"held among {json.loads(found[0].stdout)['frame']} of the 4,000 subscribers" in text
    assert "among the same subscribers" in text
