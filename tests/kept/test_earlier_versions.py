"""What an earlier version wrote still reads: reports are whole, scenarios and links ask what they asked. README.md says how."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner
from plotly.offline import get_plotlyjs
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from analysis.scenarios.presets import choose_rules, culture_assumptions
from analysis.scenarios.scenarios import settings_of
from analysis.settings.assumptions import assumptions_for
from analysis.settings.question import Question, question_on
from analysis.settings.rules import make_rules
from analysis.version import VERSION
from analysis.world.prepare import prepare
from cli import cli
from dashboard.state.address import decode, differences
from data.scenarios.scenario_file import read_scenarios
from data.scenarios.scenario_store import Scenarios
from data.synthetic.generator import synthesise
from reports.record.read_record import question_of
from reports.verify.proof import DIFFERENT, ROUNDED, Difference, Proof
from reports.verify.report_reader import read_report
from tests.conftest import ROOT
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.settings.parameters import Value
    from analysis.world.world import World
    from data.scenarios.scenario_file import Scenario

OLD = Path(__file__).parent / "0.2.0"
REPORTS = ("report.pdf", "report.html", "report.xlsx", "report", "report.json")
OWN = {
    "monthly_cap_gb": "none",
    "gift_days": "7",
    "giver_sims": "local,tourist",
    "receiver_plans": "talk,archive",
    "fee_per_gb": "2.5",
    "fee_payer": "giver",
    "same_region_only": "false",
    "max_share_of_allowance": "0.5",
}
BY_HAND = {"give_probability": 0.22, "adoption_months": 1}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("populations") / "small"
    synthesise(folder, subscribers=400, seed=7)
    return folder


@pytest.fixture(scope="module")
def small(base: Path) -> World:
    return prepare(base)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return the files of that version as it left them: the library stands in the page again."""
    folder = shutil.copytree(OLD, tmp_path / "old")
    page = folder / "report.html"
    page.write_bytes(page.read_bytes().replace(b"PLOTLY.JS", get_plotlyjs().encode(), 1))
    return folder


def asked(small: World, preset: str | None, culture: str | None, rules: Mapping[str, str], own: Mapping[str, Value]) -> Question:
    """Return the question that these settings ask today, 36 months ahead."""
    assumed = (culture_assumptions(culture) if culture else {}) | dict(own)
    return question_on(small, choose_rules(preset, rules, small.pack_price_per_gb), assumptions_for(small, assumed), 36)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_of_another_model_is_told_what_moved(old: Path, base: Path, name: str) -> None:
    """Version 0.2.0 counted a gift of a tenth of a gigabyte, which these rules allow, like a large one."""
    done = CliRunner().invoke(cli, ["verify", str(old / name), "--population", str(base)])
    say = wording("en")
    assert done.exit_code == 1
    assert say("verify-stamp", what=say("verify-stamp-version"), told="0.2.0", found=VERSION) in done.output
    assert say("verify-more", count="").split()[0] in done.output  # the first places that moved, and how many more
    assert say("verify-different") in done.output


def test_last_digits_are_rounding_in_another_model_alone() -> None:
    """Version 0.2.0 summed some floats in the order of subscribers and ties; since then all sums are exact."""
    moved = (Difference("npv", 3.0, 3.0 * (1 + 3e-11)),)
    results, model = ("results", "a", "b"), ("model", "c", "d")
    assert Proof((model, results), moved, same_bytes=False).verdict == ROUNDED
    assert Proof((model, results), (), same_bytes=False).verdict == ROUNDED
    assert Proof((results,), (), same_bytes=False).verdict == DIFFERENT
    assert Proof((model, results), (Difference("npv", 3.0, 3.00001),), same_bytes=False).verdict == DIFFERENT


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_found_whole_without_its_base(old: Path, name: str) -> None:
    done = CliRunner().invoke(cli, ["verify", str(old / name)])
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_tells_what_was_asked(old: Path, small: World, name: str) -> None:
    record = read_report(old / name).record
    assert (record.version, record.preset, record.draws) == ("0.2.0", "korea", 0)
    assert question_of(record, small.pack_price_per_gb) == asked(small, "korea", "china", OWN, BY_HAND)


def test_scenarios_set_what_they_set(small: World) -> None:
    found = {scenario.name: scenario for scenario in read_scenarios((OLD / "scenarios.toml").read_bytes())}
    assert {name: scenario.horizon_months for name, scenario in found.items()} == {
        "Own rules": 36,
        "Korea, China": 12,
        "Подарки 赠送": 24,
    }
    told = {"Own rules": asked(small, None, None, OWN, BY_HAND)}
    told["Korea, China"] = asked(small, "korea", "china", {"transfers_per_month": "1"}, {"give_probability": 0.12})
    told["Подарки 赠送"] = asked(small, "hong-kong", None, {}, {})
    assert {name: of_scenario(scenario, small) for name, scenario in found.items()} == told


def of_scenario(scenario: Scenario, small: World) -> Question:
    """Return what a scenario asks, 36 months ahead."""
    settings = settings_of(scenario)
    return question_on(small, settings.rules_at(small.pack_price_per_gb), settings.assumptions_on(small), 36)


def test_a_scenario_database_opens_and_holds_the_same_scenarios(old: Path) -> None:
    kept = Scenarios(old / "saved.sqlite")
    in_file = read_scenarios((OLD / "scenarios.toml").read_bytes())
    assert sorted(saved.scenario.name for saved in kept.all()) == sorted(scenario.name for scenario in in_file)
    assert {saved.scenario.name: saved.scenario for saved in kept.all()} == {scenario.name: scenario for scenario in in_file}
    first = kept.all()[0]
    assert kept.load(first.id) == first


@pytest.mark.parametrize("nth", [0, 1], ids=["short", "whole"])
def test_a_link_asks_what_it_asked(small: World, nth: int) -> None:
    link = decode(links()[nth])
    assert (link.problems, differences(link, small.manifest.fingerprint)) == ((), ())
    chosen = link.chosen
    assumed = culture_assumptions(chosen.culture) | dict(chosen.assumptions)
    question = question_on(small, make_rules(chosen.rule_values()), assumptions_for(small, assumed), chosen.horizon)
    assert question == asked(small, "korea", "china", OWN, BY_HAND)


@pytest.mark.parametrize("nth", [0, 1], ids=["short", "whole"])
def test_the_page_opens_by_a_link_and_bears_its_short_address(base: Path, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(base.parent))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
    page._page_hash = calc_hash("who")
    page.query_params.update(links()[nth])
    page.run()
    assert not page.exception
    assert [warning.value for warning in page.warning] == []
    address = page.query_params.items()
    assert {name: value if isinstance(value, list) else [value] for name, value in address} == links()[0]


def links() -> list[dict[str, list[str]]]:
    """Return the query of the address bar, and that of a link which says everything."""
    return [parse_qs(line.removeprefix("?"), keep_blank_values=True) for line in (OLD / "links.txt").read_text().splitlines()]
