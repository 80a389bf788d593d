"""The page, run by Streamlit's own test harness."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.forms.limit_stops import NO_LIMIT
from data.presets import RULES, preset_names
from tests.conftest import ROOT
from tests.dashboard.charts import charts
from tests.dashboard.conftest import unfolded
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def page(population: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(population.parent))
    return unfolded(AppTest.from_file(str(ROOT / "app.py"), default_timeout=300))


def changes(page: AppTest) -> list[str]:
    return [metric.delta for metric in page.metric]


def test_the_first_page_shows_four_numbers_that_changed(page: AppTest) -> None:
    page.run()
    assert not page.exception
    assert [metric.label for metric in page.metric] == [
        "Top-up repurchase",
        "Renewal",
        "Satisfaction (modelled)",
        "Profit per subscriber a month",
    ]
    assert all("unchanged" not in change for change in changes(page))


def test_switching_transfers_off_changes_nothing(page: AppTest) -> None:
    page.run()
    page.toggle(key="enabled").set_value(False).run()
    assert not page.exception
    assert all("unchanged" in change for change in changes(page))
    assert not charts(page), "empty axes tell nothing"


def test_a_slider_moves_the_numbers(page: AppTest) -> None:
    page.run()
    before = changes(page)
    page.select_slider(key="monthly_cap_gb").set_value(2.0).run()
    assert not page.exception
    assert changes(page) != before


def test_contradicting_rules_are_told_in_a_sentence(page: AppTest) -> None:
    page.run()
    page.select_slider(key="step_gb").set_value(5.0).run()
    page.select_slider(key="monthly_cap_gb").set_value(2.0).run()
    assert not page.exception
    assert "monthly_cap_gb" in page.error[0].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_each_language(page: AppTest, language: str) -> None:
    page.query_params["lang"] = language
    page.run()
    assert not page.exception
    assert page.title[0].value == wording(language)("page-what")


def test_bad_values_in_the_address_fall_back_to_the_defaults_and_are_told(page: AppTest) -> None:
    page.query_params.update({"step_gb": "lots", "lang": "xx", "base": "nowhere"})
    page.run()
    assert not page.exception
    assert page.title[0].value == wording("en")("page-what")
    assert all(text in page.warning[0].value for text in ("lots", "xx", "nowhere"))
    told = changes(page)
    page.button(key="dismiss_notes").click().run()
    assert not page.warning
    assert changes(page) == told


def test_without_a_population_the_page_says_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(tmp_path))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300).run()
    assert not page.exception
    assert len(page.warning) == 1
    assert "population synth" in page.markdown[0].value


def test_a_broken_population_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "manifest.json").write_text("{")
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(tmp_path))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300).run()
    assert not page.exception
    assert page.error[0].value.count("\n- ") >= 1, "everything that is missing is told at once"


def test_charts_have_a_text_alternative(page: AppTest) -> None:
    page.run()
    drawn = charts(page)
    assert len(drawn) >= 3, "the curve comes later"
    assert all(chart.alternative for chart in drawn)


def test_a_preset_sets_every_rule_and_each_can_then_be_moved(page: AppTest) -> None:
    page.run()
    page.selectbox(key="preset").set_value("korea").run()
    assert not page.exception
    assert page.select_slider(key="transfers_per_month").value == 2
    assert page.select_slider(key="max_transfer_gb").value == 1.0
    assert not page.toggle(key="same_region_only").value
    assert page.select_slider(key="gift_days").value == NO_LIMIT
    page.select_slider(key="transfers_per_month").set_value(4).run()
    assert not page.exception
    assert page.select_slider(key="transfers_per_month").value == 4


@pytest.mark.long
def test_every_preset_can_be_chosen_one_after_another(page: AppTest) -> None:
    page.run()
    for name in preset_names(RULES):
        page.selectbox(key="preset").set_value(name).run()
        assert not page.exception
        assert not page.error


def test_a_market_culture_moves_the_answer(page: AppTest) -> None:
    page.run()
    before = changes(page)
    page.selectbox(key="culture").set_value("china").run()
    assert not page.exception
    assert changes(page) != before
