"""The commands on a store: built by one, answered by all that take a base."""

from __future__ import annotations

import errno
import json
import os
from typing import TYPE_CHECKING, NoReturn

import pytest
from click.testing import CliRunner

from cli import cli
from data.files.places import is_unfinished
from terminal.console.common import SAY

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


@pytest.mark.parametrize(
    "words",
    [
        ("population", "learn", "{store}"),
        ("population", "check", "{store}"),
        ("population", "health", "{store}"),
        ("population", "shard", "{store}", "--out", "{new}"),
        ("simulate", "--population", "{store}", "--learned", "all"),
        ("verify", "{report}", "--population", "{store}"),
        ("mechanisms", "scan", "--population", "{store}"),
        ("monitor", "example", "--population", "{store}", "--out", "{new}"),
    ],
    ids=lambda words: "-".join(word for word in words[:2] if word[0] not in "{-"),
)
def test_what_reads_tables_or_ids_names_the_base_instead_of_a_store(
    store: Path, population: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    report = tmp_path / "report.json"
    run("report", "--population", str(population), "--format", "json", "--draws", "0", "--out", str(report))
    done = run(*(word.format(store=store, new=tmp_path / "new", report=report) for word in words))
    assert done.exit_code == 1
    assert "store of shards" in done.stderr
    assert "base" in done.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("words", [("pilot", "example"), ("pilot", "design")], ids="-".join)
def test_who_takes_part_cannot_be_told_of_a_store_without_its_tables(store: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(*words, "--population", str(store), "--out", str(tmp_path / "new"))
    assert done.exit_code == 1
    assert "A store holds no subscriber ids" in done.stderr
    assert "--tables" in done.stderr
    assert "base" in done.stderr
    assert not (tmp_path / "new").exists()


def test_what_a_store_cannot_compare_is_named_beside_what_it_can(store: Path, population: Path) -> None:
    offers = ("t2", "market-t2", "gifts-rollover-t2", "gifts-pool-lg-uplus")
    words = ("mechanisms", "compare", "--draws", "0", *(word for offer in offers for word in ("--offer", offer)))
    here, there = (json.loads(run(*words, "--json", "-", "--population", str(path)).stdout) for path in (store, population))
    assert here["offers_not_asked"] == [*offers[2:]]
    assert there["offers_not_asked"] == []
    assert here["offers"] == [one for one in there["offers"] if one["preset"] in offers[:2]]
    done = run(*words, "--population", str(store))
    assert done.stdout.count("--shards 1") == 1, "one sentence for both"
    refused = run(*words[:4], *words[8:], "--population", str(store))
    assert refused.exit_code == 1
    assert "--shards 1" in refused.stderr


def test_a_limit_of_giving_is_offered_kept_told_and_proved(
    population: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("analysis.shards.building", "terminal.population"):
        monkeypatch.setattr(f"{module}.MANY_GUESTS", 1.0)
    words = ("population", "shard", str(population), "--shards", "3", "--out")
    offered = run(*words, str(tmp_path / "all"))
    assert "--giving-up-to 0.3 would hold" in offered.stderr
    assert "--giving-up-to 0.1 would hold" in offered.stderr
    store = str(tmp_path / "s")
    assert "--giving-up-to 0.3 would hold" not in run(*words, store, "--giving-up-to", "0.2").stderr
    told = SAY("notice-giving-limited", giving_share="20.0%")
    answer = run("simulate", "--population", store, "--json", "-")
    assert json.loads(answer.stdout)["notices"][0] == {"key": "giving-limited", "giving_share": 0.2}
    for form in ("json", "csv", "html"):
        report = str(tmp_path / f"report.{form}")
        done = run("report", "--population", store, "--format", form, "--draws", "0", "--out", report)
        assert done.exit_code == 0, done.output
        proved = run("verify", report, "--population", str(population))
        assert proved.exit_code == 0, proved.output
        assert SAY("verify-same-bytes") in proved.output
    assert told in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert told in run("decide", "breakeven", "step_gb", "--population", store).stderr
    for command in (("simulate", "--assume", "give_probability=0.9"), ("decide", "tornado")):
        refused = run(*command, "--population", store)
        assert refused.exit_code == 1
        assert "giving of up to 0.2 (--giving-up-to)" in refused.stderr
        assert "Traceback" not in refused.stderr
    assert run(*words, str(tmp_path / "none"), "--giving-up-to", "0").exit_code == 1


def test_what_a_store_cannot_answer_ends_with_the_way_out(store: Path) -> None:
    refused = run("simulate", "--population", str(store), "--rules", "gifts-rollover-t2")
    assert refused.exit_code == 1
    assert "--shards 1" in refused.output


def test_a_build_that_found_the_disk_full_says_that_the_same_command_goes_on(
    population: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    words = ("population", "shard", str(population), "--out", str(tmp_path / "s"), "--shards", "2")
    with monkeypatch.context() as disk:
        disk.setattr("analysis.shards.build_steps.write_world", full)
        stopped = run(*words)
    told = SAY("cli-shard-unfinished", path=str(tmp_path / "s"))
    assert stopped.exit_code == 1
    assert told in stopped.stderr
    gone_on = run(*words)
    assert gone_on.exit_code == 0
    assert told not in gone_on.stderr
    with monkeypatch.context() as disk:
        disk.setattr("analysis.shards.build_steps.write_world", full)
        run(*words[:-1], "1", "--replace")
    assert is_unfinished(tmp_path / "s")
    refused = run(*words, "--afresh")
    assert refused.exit_code == 1, "a store is there"
    assert is_unfinished(tmp_path / "s"), "who is refused loses nothing"
    assert run(*words, "--afresh", "--replace").exit_code == 0
    assert not is_unfinished(tmp_path / "s")
