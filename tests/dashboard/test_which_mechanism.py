"""The page that sets mechanisms against each other: every offer answered, each a click away from the levers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.resellers.scan import ScanCounts
from analysis.rivals.compare import offers
from analysis.scenarios.presets import mechanism_of_preset
from dashboard.background import tasks
from dashboard.views.rivals import best_of_each, which_mechanism
from dashboard.views.rivals.which_mechanism import RIVALS
from reports.decisions.resale_scan import scan_lines
from tests.dashboard.charts import charts
from tests.dashboard.test_decide import settled
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    Opened = Callable[..., AppTest]
pytestmark = pytest.mark.usefixtures("at_once")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "RIVAL_DRAWS", 2)


@pytest.mark.parametrize("language", ["en", *(pytest.param(code, marks=pytest.mark.long) for code in LANGUAGES if code != "en")])
def test_every_offer_stands_in_the_table_under_its_mechanism(open_page: Opened, language: str) -> None:
    page, say = settled(open_page("mechanism", lang=language), RIVALS), wording(language)
    table = page.table[0].value
    titles = {tuple(row) for row in table[[say("mechanism-name"), say("mechanism-offer")]].to_numpy().tolist()}
    assert len(table) == len(offers())
    assert (say("mechanism-rollover"), say("preset-rollover-mts")) in titles
    assert charts(page)[0].alternative


def test_an_offer_is_taken_into_the_levers_of_its_mechanism(open_page: Opened) -> None:
    page = settled(open_page("mechanism"), RIVALS)
    page.selectbox(key="rival_offer").set_value("rollover-mts").run()
    page.button(key="take_offer").click().run()
    assert not page.exception
    assert page.selectbox(key="preset").value == "rollover-mts"
    assert page.toggle(key="carried_first").value
    assert "monthly_cap_gb" not in {slider.key for slider in page.select_slider}


def test_the_best_rules_of_another_mechanism_are_searched_for_and_taken(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "DRAWS", 4)
    monkeypatch.setattr(best_of_each, "EFFORTS", (5, 10))
    page = settled(open_page("mechanism"), RIVALS)
    page.button(key="champion_start").click().run()
    page = settled(page, best_of_each.CHAMPIONS)
    assert not page.exception
    page.selectbox(key="champion_chosen").set_value("rollover").run()
    page.button(key="take_champion").click().run()
    held = page.session_state[best_of_each.CHAMPIONS].latest
    (rollover,) = (one for one in held if one.mechanism == "rollover")
    assert page.session_state["chosen"].rule_values() == rollover.winner.rules


@pytest.mark.parametrize(
    "preset", ["rollover-mts", "pool-mts", "market-t2", "paid-beeline", "gifts-rollover-t2", "gifts-pool-lg-uplus"]
)
def test_the_first_page_answers_for_every_mechanism(open_page: Opened, preset: str) -> None:
    page = open_page("what", preset=preset)
    assert not page.exception
    assert not page.error
    said = " ".join(element.value for element in [*page.markdown, *page.subheader, *page.caption])
    assert wording("en")(f"mechanism-{mechanism_of_preset(preset)}") in said


def test_resellers_are_counted_in_by_one_switch_that_holds_on_all_pages(open_page: Opened) -> None:
    page = settled(open_page("mechanism"), RIVALS)
    page.toggle(key="resellers").set_value(True).run()
    assert not page.exception
    assert page.session_state["chosen"].assumptions == {"resellers": True}


def test_a_base_with_a_log_of_gifts_is_scanned_and_tells_counts(
    open_page: Opened, population: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = ScanCounts(1000, (40, 20, 300, 50), 17, 0.25, ties_known=True)
    monkeypatch.setattr(which_mechanism, "has_log", lambda path: path == population)
    monkeypatch.setattr(tasks, "resale_scan", lambda tell, path: counts)  # noqa: ARG005 - called by name
    page, say = settled(settled(open_page("mechanism"), RIVALS), which_mechanism.SCAN), wording("en")
    assert say("scan-title") in [header.value for header in page.header]
    assert scan_lines(counts, say)[0] in [line.value for line in page.markdown]
    assert list(page.table[-1].value[say("scan-givers")]) == ["40", "20", "300", "50"]
