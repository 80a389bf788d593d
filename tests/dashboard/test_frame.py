"""The frame: seven pages over one store of choices, the sidebar that writes it, the address that carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import parameters_of
from analysis.settings.rules import Rules
from dashboard.display.markdown import plain
from dashboard.forms.widgets import scale
from dashboard.pages import VIEWS
from tests.conftest import ROOT
from tests.dashboard.conftest import go
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.world.world import World

    Opened = Callable[..., AppTest]
PATHS = [view.path for view in VIEWS]


def link_of(page: AppTest) -> dict[str, list[str]]:
    """Return the query of the link that the page offers to copy."""
    return parse_qs(page.sidebar.code[0].value.partition("?")[2], keep_blank_values=True)


def changed_lines(page: AppTest) -> str:
    """Return what is set against the preset and by hand: rules in the line over the page, assumptions in the sidebar."""
    rules = (button.label for button in page.button if str(button.key).startswith("changed_"))
    return "\n".join([*rules, *(text.value for text in page.sidebar.markdown)])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_by_its_own_address_in_each_language(open_page: Opened, path: str, language: str) -> None:
    page = open_page(path, lang=language)
    assert not page.exception
    assert not page.error
    assert [title.value for title in page.title] == [wording(language)(f"question-{path}")]


@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_with_transfers_off_and_at_the_extremes(open_page: Opened, path: str) -> None:
    assert not open_page(path, enabled="false").exception
    extremes = {"step_gb": "none", "monthly_cap_gb": "1000000", "max_transfer_gb": "none", "give_probability": "1"}
    page = open_page(path, **extremes, unlimited_may_give="true", same_region_only="false", keep_floor_gb="1000000")
    assert not page.exception
    assert not page.error


def test_a_rule_and_an_assumption_hold_on_every_page_and_stay_in_the_address(open_page: Opened) -> None:
    page = open_page("sure")
    page.slider(key="give_probability").set_value(0.3).run()
    page.select_slider(key="monthly_cap_gb").set_value(2.0).run()
    for path in PATHS:
        go(page, path)
        assert not page.exception
        assert (page.query_params["give_probability"], page.query_params["monthly_cap_gb"]) == ("0.3", "2")
        assert (link_of(page)["give_probability"], link_of(page)["monthly_cap_gb"]) == (["0.3"], ["2"])
    go(page, "sure")
    assert page.slider(key="give_probability").value == 0.3


def test_an_assumption_set_on_one_page_moves_the_numbers_of_another(open_page: Opened) -> None:
    page = open_page("what")
    before = [metric.delta for metric in page.metric]
    go(page, "sure").slider(key="give_probability").set_value(0.9).run()
    after = [metric.delta for metric in go(page, "what").metric]
    assert after != before
    page.button(key="reset_assumptions").click().run()
    assert [metric.delta for metric in page.metric] == before


def test_no_page_depends_on_another_having_been_opened(open_page: Opened) -> None:
    direct = open_page("who", monthly_cap_gb="3")
    page = open_page("what", monthly_cap_gb="3")
    assert [text.value for text in go(page, "who").subheader] == [text.value for text in direct.subheader]


def test_what_was_changed_against_the_preset_is_listed_and_taken_back(open_page: Opened) -> None:
    page = open_page("what", preset="korea")
    assert wording("en")("frame-unchanged") in [text.value for text in page.caption]
    page.select_slider(key="transfers_per_month").set_value(4).run()
    assert "Transfers per month, a month: 2 → 4" in changed_lines(page)
    page.button(key="reset_rules").click().run()
    assert page.select_slider(key="transfers_per_month").value == 2
    assert "→" not in changed_lines(page)


def test_a_copied_link_restores_the_page_in_a_new_session(open_page: Opened) -> None:
    page = open_page("what", lang="ru", preset="kenya")
    page.select_slider(key="monthly_cap_gb").set_value(3.0).run()
    page.selectbox(key="culture").set_value("china").run()
    opened = open_page("what", **link_of(page))
    assert not opened.warning
    assert [metric.delta for metric in opened.metric] == [metric.delta for metric in page.metric]
    assert opened.sidebar.code[0].value == page.sidebar.code[0].value
    assert changed_lines(opened) == changed_lines(page)


def test_a_link_made_on_other_data_is_told(open_page: Opened) -> None:
    query = link_of(open_page("what"))
    page = open_page("what", **query | {"fp": ["f" * 16], "v": ["0"]})
    assert not page.exception
    assert "f" * 16 in page.warning[0].value
    assert wording("en")("error-link-schema", found="0", known=query["v"][0]) in page.warning[0].value


def test_markup_in_an_address_stays_text(open_page: Opened) -> None:
    page = open_page("what", **{"![a](http://e.example/i.png)": "1"})
    assert plain("“![a](http://e.example/i.png)”") in page.warning[0].value
    assert "://" not in page.warning[0].value


def test_rules_that_contradict_leave_the_sidebar_and_the_free_pages_usable(open_page: Opened) -> None:
    page = open_page("who", step_gb="5", monthly_cap_gb="2")
    assert not page.exception
    assert "monthly_cap_gb" in page.error[0].value
    assert not go(page, "method").error
    page.button(key="reset_rules").click().run()
    assert not go(page, "who").error


@pytest.mark.parametrize("path", ["base", "method"])
@pytest.mark.parametrize("manifest", [None, "{"])
def test_a_base_that_does_not_open_leaves_the_free_pages_usable(
    path: str, manifest: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if manifest is not None:
        (tmp_path / "broken").mkdir()
        (tmp_path / "broken" / "manifest.json").write_text(manifest)
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(tmp_path))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300).run()
    go(page, path)
    assert not page.exception
    assert [title.value for title in page.title] == [wording("en")(f"question-{path}")]


def test_every_assumption_has_a_control_with_its_source_in_sight(open_page: Opened, world: World) -> None:
    page = open_page("sure")
    controls = {control.key for control in (*page.main.slider, *page.main.toggle)}
    assert controls == set(parameters_of(Assumptions)) - {"measured_here"}, "ranges are accepted, not set"
    say = wording("en")
    captions = "\n".join(text.value for text in page.main.caption)
    assert say("frame-measured", value=f"{world.measured['topup_conversion']:g}") in captions
    assert captions.count(say("confidence-M")) > 3


def test_every_rule_has_a_control(open_page: Opened) -> None:
    drawn = open_page("what").sidebar
    keys = {
        w.key
        for kind in (drawn.slider, drawn.select_slider, drawn.toggle, drawn.selectbox, drawn.multiselect, drawn.pills)
        for w in kind
        if w.key
    }
    assert keys >= set(parameters_of(Rules))


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("step_gb", 1.0, (0.5, 10, 0.5)),
        ("step_gb", 0.1, (0.1, 10, 0.1)),
        ("step_gb", 0.005, (0.001, 10, 0.001)),
        ("monthly_cap_gb", 500.0, (0, 500.0, 1)),
        ("transfers_per_month", 0, (0, 30, 1)),
    ],
)
def test_a_slider_can_show_any_allowed_value(name: str, value: float, expected: tuple[float, float, float]) -> None:
    assert scale(parameters_of(Rules)[name], value) == expected


def test_a_control_brings_its_value_in_every_run_for_the_run_that_set_it_may_never_have_reached_the_browser(
    open_page: Opened,
) -> None:
    page = open_page("what", lang="ru", preset="korea", monthly_cap_gb="7").run()
    cap = page.select_slider(key="monthly_cap_gb").proto
    assert [cap.options[int(place)] for place in cap.default] == ["7"]
    assert page.toggle(key="enabled").proto.default is True
    assert page.selectbox(key="lang").proto.options[page.selectbox(key="lang").proto.default] == "Русский"
    assert page.selectbox(key="preset").proto.options[page.selectbox(key="preset").proto.default] == "Корея (SKT)"


def test_what_is_folded_is_drawn_only_once_it_is_opened(open_page: Opened) -> None:
    page = open_page("what")
    page.session_state["other_rules"], page.session_state["link"] = False, False
    page.run()
    assert not page.exception
    folded = {lever.key for lever in (*page.sidebar.select_slider, *page.sidebar.slider)}
    page.session_state["other_rules"], page.session_state["link"] = True, True
    page.run()
    opened = {lever.key for lever in (*page.sidebar.select_slider, *page.sidebar.slider)}
    assert folded < opened
    assert page.code[0].value == page.text_input(key="link_field").value


def test_a_rule_moved_while_the_others_stood_open_stays_moved_when_they_are_folded(open_page: Opened) -> None:
    page = open_page("what")
    page.select_slider(key="received_cap_gb").set_value(5.0).run()
    page.session_state["other_rules"] = False
    page.run().run()
    assert page.query_params["received_cap_gb"] in ("5", ["5"])
    page.session_state["other_rules"] = True
    page.run()
    assert page.select_slider(key="received_cap_gb").value == 5.0
