"""`mechanisms compare` and `mechanisms resale`: tables for people, JSON for scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from analysis.mechanisms.registry import MECHANISMS
from analysis.rivals.compare import offers
from analysis.scenarios.presets import preset_rules
from cli import cli
from data.synthetic.generator import synthesise
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.world.world import World


def run(*words: str) -> str:
    done = CliRunner().invoke(cli, ["mechanisms", *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_every_offer_is_a_row_and_an_object(population: Path) -> None:
    found = json.loads(run("compare", "--population", str(population), "--draws", "0", "--json", "-"))
    assert {one["preset"] for one in found["offers"]} == set(offers())
    worth = [one["npv"] for one in found["offers"]]
    assert worth == sorted(worth, reverse=True)


@pytest.mark.long
def test_the_best_rules_of_every_mechanism_are_words_that_can_be_typed(population: Path) -> None:
    words = ("best", "--population", str(population), "--budget", "6", "--draws", "4")
    found = json.loads(run(*words, "--json", "-"))["mechanisms"]
    assert {one["mechanism"] for one in found} == set(MECHANISMS)
    done = CliRunner().invoke(cli, ["simulate", "--population", str(population), "--json", "-", *found[0]["set"]])
    assert done.exit_code == 0, done.output
    assert " ".join(found[0]["set"]) in run(*words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_resale_is_told_in_every_language(population: Path, language: str) -> None:
    words = ("resale", "--population", str(population), "--rules", "t2", "--assume", "resale_price=2", "--language", language)
    assert "30" in run(*words)


def test_resale_as_json_names_the_rule_that_stops_it(population: Path) -> None:
    words = ("resale", "--population", str(population), "--rules", "t2", "--assume", "resale_price=2", "--json", "-")
    found = json.loads(run(*words))
    assert found["cheapest"]["rule"] in {bar["rule"] for bar in found["bars"]}
    assert found["bars"][0]["resale_margin_per_sim_month"] > 0


def test_a_log_is_scanned_in_every_language_and_the_list_goes_into_the_base(tmp_path: Path) -> None:
    base = tmp_path / "base"
    synthesise(base, 1_000, 2, history=("gifts",), resellers=True)
    for language in LANGUAGES:
        told, say = run("scan", "--population", str(base), "--ids", "--language", language), wording(language)
        assert say("scan-mark") in told
        assert say("scan-written", file="")[:20] in told
    assert (base / "resale-scan" / "suspects.csv").read_text().startswith("subscriber_id,")
    found = json.loads(run("scan", "--population", str(base), "--cap-gb", "10", "--json", "-"))
    assert found["givers"] >= 10
    assert found["suspects"] is None, "two resellers are fewer than ten"


def test_the_sentence_on_resale_names_the_price_that_the_margin_is_made_of(population: Path, world: World) -> None:
    words = ("resale", "--population", str(population), "--assume", "resale_price=1")
    on_a_market, by_gifts = (run(*words, "--rules", preset) for preset in ("market-t2", "t2"))
    floor = float(str(preset_rules("market-t2", world.pack_price_per_gb)["price_floor_per_gb"]))
    told = f"get about {wording('en').money(floor, world.manifest.currency)}:"
    assert told in on_a_market
    assert told not in by_gifts
