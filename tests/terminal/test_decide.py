"""The commands that lead to a decision, as their users type them."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

import pytest

from analysis.decide import candidates
from analysis.decide import search as searching
from analysis.scenarios.presets import choose_rules
from analysis.settings.parameters import as_dict
from analysis.uncertainty.distributions import unknown_names
from tests.terminal.test_commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

BEST = ("best", "--budget", "6", "--draws", "4")
# Rules that hardly anybody uses: a search has something to find.
UNUSED = ("--rules", "hong-kong")


def decide(population: Path, *words: str) -> Result:
    return run("decide", words[0], "--population", str(population), *words[1:])


def answer(population: Path, *words: str) -> dict[str, object]:
    done = decide(population, *words, "--json", "-")
    assert done.exit_code == 0, done.output
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("tornado",), "tornado"),
        (("sobol", "--points", "8"), "sobol"),
        (("breakeven", "fee_per_gb"), "breakeven"),
        (("interaction", "fee_per_gb", "monthly_cap_gb"), "interaction"),
        (("measure", "--draws", "16"), "measuring"),
        (("discover", "--draws", "16"), "boxes"),
        (BEST, "verdict"),
    ],
)
def test_every_answer_as_json_says_of_which_base_and_rules_it_is(population: Path, words: tuple[str, ...], key: str) -> None:
    found = answer(population, *words, "--set", "fee_per_gb=5")
    told = found["provenance"]
    assert isinstance(told, dict)
    assert told["rules"]["fee_per_gb"] == 5
    assert len(told["population_fingerprint"]) == 64
    assert key in found


def test_the_same_question_gives_the_same_bytes_whatever_the_threads(population: Path) -> None:
    texts = {decide(population, "tornado", "--json", "-", "--threads", threads).stdout for threads in ("1", "3")}
    assert len(texts) == 1


def test_the_tornado_prints_its_finding_and_a_row_per_unknown(population: Path) -> None:
    done = decide(population, "tornado")
    assert "moves the worth most" in done.stdout
    assert len([line for line in done.stdout.splitlines() if " … " in line]) == len(unknown_names())


def test_the_language_of_the_tables_can_be_chosen(population: Path) -> None:
    assert "Сильнее всего на стоимость влияет" in decide(population, "tornado", "--language", "ru").stdout
    assert "抽样区间" in decide(population, "breakeven", "give_probability", "--language", "zh").stdout


def test_a_break_even_can_be_sought_between_given_ends(population: Path) -> None:
    found = answer(population, "breakeven", "fee_per_gb", "--low", "5", "--high", "10")["breakeven"]
    assert isinstance(found, dict)
    assert [found["points"][end]["value"] for end in (0, -1)] == [5, 10]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("breakeven", "fee_per_gbs"), "fee_per_gb"),
        (("interaction", "fee_per_gb", "enabled"), "enabled"),
        (("measure", "--draws", "3"), "16"),
        (("tornado", "--set", "step_gb=x"), "step_gb"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(population: Path, words: tuple[str, ...], expected: str) -> None:
    done = decide(population, *words)
    assert done.exit_code == 1
    assert expected in done.stderr


def test_best_recommends_rules_as_words_to_type_beside_every_preset(population: Path) -> None:
    done = decide(population, *BEST, *UNUSED)
    assert done.exit_code == 0
    assert "every preset" in done.stdout
    typed = next(shlex.split(line) for line in done.stdout.splitlines() if line.startswith("--set"))
    found = answer(population, *BEST, *UNUSED)["best"]
    assert isinstance(found, dict)
    rules = as_dict(choose_rules(None, dict(word.split("=", 1) for word in typed[1::2]), 20.0))
    assert {name: found["rules"][name] for name in ("fee_per_gb", "step_gb")} == {
        name: rules[name] for name in ("fee_per_gb", "step_gb")
    }
    assert "Kenya, tightened" in done.stdout
    assert "on 4,000 subscribers" in done.stdout


@pytest.mark.long
def test_a_search_that_is_resumed_goes_on_where_it_was(population: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = ("--resume", str(tmp_path / "kept.log"))
    first = answer(population, *BEST, *keep)
    asked: list[object] = []
    scored = candidates.scored

    def counted(*given: object) -> object:
        asked.append(given)
        return scored(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(searching, "scored", counted)
    found = answer(population, "best", "--budget", "8", "--draws", "4", *keep)
    assert (first["searched"], found["searched"]) == (6, 8)
    presets_and_winner = 12
    assert len(asked) <= 2 + presets_and_winner


def test_ctrl_c_tells_the_best_so_far_and_how_to_go_on(population: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = searching.search

    def interrupted(*given: object, **named: object) -> object:
        for found in whole(*given, **named):  # type: ignore[arg-type]
            yield found
            if found.done == 3:
                raise KeyboardInterrupt

    monkeypatch.setattr(searching, "search", interrupted)
    done = decide(population, *BEST, *UNUSED, "--resume", str(tmp_path / "kept.log"))
    assert done.exit_code == 130
    assert "Stopped after 3 of 6" in done.stdout
    assert "--set" in done.stdout
    assert "kept.log" in done.stderr


def test_rules_that_meet_no_condition_are_not_recommended(population: Path) -> None:
    done = decide(population, *BEST, "--objective", "satisfaction", "--profit-floor", "1000000")
    assert done.exit_code == 0
    assert "None of the rules tried meets the condition" in done.stdout
    assert "--set" not in done.stdout


def test_what_rules_lose_in_is_said_in_words(population: Path) -> None:
    assert "futures drawn" in decide(population, "discover", "--draws", "32", "--rules", "kenya").stdout
