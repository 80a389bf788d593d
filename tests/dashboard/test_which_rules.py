"""Page 4, run by Streamlit's own test harness: presets side by side, and scenarios through their whole life."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from analysis.scenarios.presets import presets_of
from analysis.settings.rule_set import GIFTING
from dashboard.display.markdown import distinct, plain
from dashboard.views import which_rules
from data.scenarios.scenario_file import Scenario, read_scenarios, write_scenarios
from data.scenarios.scenario_store import Scenarios
from tests.dashboard.charts import charts
from tests.dashboard.conftest import unfolded
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

SAY = wording("en")


def entry() -> None:
    """Draw the sidebar's rules and the page; run in a script of its own, so it imports what it needs."""
    import streamlit as st

    from analysis.settings.assumptions import make_assumptions
    from analysis.settings.question import question_on
    from analysis.settings.rules import make_rules
    from dashboard.bases.populations import found_populations
    from dashboard.forms.rules_form import culture_choice, rules_form
    from dashboard.state import store
    from dashboard.state.assumptions_in_force import assumptions_in_force
    from dashboard.state.cache import world_at
    from dashboard.state.page_context import PageContext
    from dashboard.views.which_rules import show
    from data.population.folder import stamp_of
    from wording import wording

    path = next(iter(found_populations().values()))
    world = world_at(str(path), stamp_of(path))
    say = wording(store.chosen().language)
    with st.sidebar:
        rules_form(world.manifest.currency, world.plans, say)
        culture_choice(say)
    store.write_address()
    now = store.chosen()
    rules, assumptions = make_rules(now.rule_values()), make_assumptions(assumptions_in_force(world))
    question = question_on(world, rules, assumptions)
    show(PageContext(say, path, world, question, now.preset or None, now.culture or None))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scenarios:
    monkeypatch.setenv("TRANSFER_IMPACT_SCENARIOS", str(tmp_path))
    return Scenarios(tmp_path / "scenarios.sqlite")


@pytest.fixture
def page(population: Path, store: Scenarios, monkeypatch: pytest.MonkeyPatch) -> AppTest:  # noqa: ARG001 - the store's folder
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(population.parent))
    return unfolded(AppTest.from_function(entry, default_timeout=300))


def save(page: AppTest, name: str) -> AppTest:
    page.text_input(key="scenario_name").set_value(name)
    press(page, SAY("scenario-save"))
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def told(page: AppTest) -> str:
    return " ".join(element.value for element in [*page.error, *page.success, *page.warning, *page.info])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_preset_stands_beside_the_rules_in_force(page: AppTest, language: str) -> None:
    say = wording(language)
    page.query_params["lang"] = language
    page.run()
    assert not page.exception
    assert page.title[0].value == say("question-rules")
    titles = page.table[0].value.iloc[:, 0].tolist()
    assert titles[0] == say("which-now")
    assert sorted(titles[1:]) == sorted(say(f"preset-{name}") for name in presets_of(GIFTING))
    assert say("status-unconfirmed") in page.table[0].value.iloc[:, -1].tolist()


def test_the_chart_of_presets_has_a_text_alternative_and_a_table(page: AppTest) -> None:
    page.run()
    (chart,) = charts(page)
    assert SAY("alt-compare", counted="", ends="").split(".")[0] in chart.alternative
    meanings = {SAY(f"certainty-{way}") for way in ("up", "down", "unsure")}
    assert meanings & {str(cell) for table in page.table for cell in table.value.to_numpy().ravel()}


def test_a_slider_moves_the_row_of_the_rules_in_force_and_no_other(page: AppTest) -> None:
    page.run()
    before = page.table[0].value
    page.select_slider(key="monthly_cap_gb").set_value(2.0).run()
    after = page.table[0].value
    assert after.iloc[0].tolist() != before.iloc[0].tolist()
    assert after.iloc[1:].to_string() == before.iloc[1:].to_string()


def test_the_table_fills_as_presets_are_replayed_and_ends_the_same(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    page.run()
    at_once = page.table[0].value
    monkeypatch.setattr(which_rules, "PAINT_EVERY_S", -1.0)
    page.run()
    assert not page.exception
    assert page.table[0].value.to_string() == at_once.to_string()
    assert SAY("which-progress", done=12, count=12) not in str(page)


def test_every_source_is_in_sight(page: AppTest) -> None:
    page.run()
    sources = page.table[2].value.to_string()
    assert "SK Telecom" in sources
    assert "Described by our commission" in sources


def test_what_is_set_is_saved_and_loaded_back_into_the_sliders(page: AppTest, store: Scenarios) -> None:
    page.run()
    page.selectbox(key="preset").set_value("korea").run()
    page.selectbox(key="culture").set_value("china").run()
    page.select_slider(key="transfers_per_month").set_value(4).run()
    save(page, "  Mine ")
    (saved,) = store.all()
    assert (saved.scenario.name, saved.scenario.preset, saved.scenario.culture) == ("Mine", "korea", "china")
    assert saved.scenario.rules["transfers_per_month"] == 4
    page.selectbox(key="preset").set_value("t2").run()
    page.selectbox(key="culture").set_value("").run()
    page.button(key="scenario_load").click().run()
    assert not page.exception
    assert page.select_slider(key="transfers_per_month").value == 4
    assert page.select_slider(key="max_transfer_gb").value == 1.0
    assert page.selectbox(key="culture").value == "china"
    assert "china" in page.query_params["culture"]
    assert SAY("scenario-done-loaded", names="Mine") in told(page)


def test_a_name_that_is_taken_is_told_and_nothing_is_lost(page: AppTest, store: Scenarios) -> None:
    page.run()
    save(page, "Mine")
    save(page, "mine")
    assert "is taken" in page.error[0].value
    assert page.text_input(key="scenario_name").value == "mine", "what was typed stays to be mended"
    assert len(store.all()) == 1


def test_a_scenario_is_replaced_renamed_and_deleted(page: AppTest, store: Scenarios) -> None:
    page.run()
    save(page, "Mine")
    page.select_slider(key="monthly_cap_gb").set_value(2.0).run()
    page.button(key="scenario_overwrite").click().run()
    assert store.all()[0].scenario.rules["monthly_cap_gb"] == 2.0
    page.text_input(key=f"scenario_new_name_{store.all()[0].id}").set_value("Yours").run()
    page.button(key="scenario_rename").click().run()
    assert store.all()[0].scenario.name == "Yours"
    page.button(key="scenario_delete").click().run()
    assert not page.exception
    assert store.all() == ()
    assert SAY("scenario-none-yet") in told(page)


@pytest.mark.parametrize("button", ["scenario_overwrite", "scenario_delete", "scenario_rename"])
def test_what_somebody_else_changed_meanwhile_is_left_alone(page: AppTest, store: Scenarios, button: str) -> None:
    page.run()
    save(page, "Mine")
    (seen,) = store.all()
    theirs = store.change(seen, replace(seen.scenario, rules={"enabled": False}))
    page.text_input(key=f"scenario_new_name_{seen.id}").set_value("Yours")
    page.button(key=button).click().run()
    assert "changed by somebody else" in page.error[0].value
    assert store.all() == (theirs,)


def test_a_value_beyond_the_end_of_its_slider_is_loaded_all_the_same(page: AppTest, store: Scenarios) -> None:
    store.save(Scenario("Wide", {"monthly_cap_gb": 5000.0}, {"induced_share": 0.35}))
    page.run()
    page.button(key="scenario_load").click().run()
    assert not page.exception
    assert page.select_slider(key="monthly_cap_gb").value == 5000.0
    assert "0.35" in page.query_params["induced_share"]


def test_plans_that_this_base_does_not_have_are_told(page: AppTest, store: Scenarios) -> None:
    store.save(Scenario("Elsewhere", {"giver_plans": ["No such plan"]}))
    page.run()
    assert SAY("compare-not-here", name="Elsewhere") in told(page)
    page.button(key="scenario_load").click().run()
    assert not page.exception
    assert "No such plan" in told(page)


def test_scenarios_and_presets_are_compared_by_what_differs(page: AppTest, store: Scenarios) -> None:
    store.save(Scenario("A", preset="korea"))
    page.run()
    page.multiselect(key="scenario_compared").set_value([f"saved-{store.all()[0].id}", "preset-t2"]).run()
    assert not page.exception
    compared, different = page.table[-4].value, page.table[-2].value
    assert compared.iloc[:, 0].tolist() == ["A", "T2"]
    assert different[different.iloc[:, 0].str.startswith("Transfers per month")].iloc[0, 1:].tolist() == ["2", "no limit"]


def test_a_deleted_scenario_leaves_the_comparison(page: AppTest, store: Scenarios) -> None:
    store.save(Scenario("A", preset="korea"))
    page.run()
    store.delete(store.all()[0])
    page.run()
    assert not page.exception
    assert SAY("compare-two") in told(page)


@pytest.mark.parametrize(
    "name",
    ["[x](javascript:alert(1))", "**bold** $x$ :red[y]", "=1+1", "<script>alert(1)</script>", "a@b.ru www.b.ru"],
)
def test_a_name_is_shown_and_never_acts(page: AppTest, store: Scenarios, name: str) -> None:
    store.save(Scenario(name))
    page.run()
    assert not page.exception
    cells = [str(cell) for table in page.table for cell in table.value.to_numpy().ravel()]
    assert plain(name) in cells
    assert name not in cells or name == plain(name)


def upload(page: AppTest, content: bytes) -> AppTest:
    page.file_uploader[0].set_value(("../../x.toml", content, "application/toml")).run()
    assert not page.exception
    return page


def test_a_file_is_imported_whole_and_the_upload_is_cleared(page: AppTest, store: Scenarios) -> None:
    page.run()
    upload(page, write_scenarios([Scenario("A", preset="korea"), Scenario("B")]).encode())
    assert store.all() == ()
    page.button(key="scenario_import").click().run()
    assert {saved.scenario.name for saved in store.all()} == {"A", "B"}
    assert not [button for button in page.button if button.key == "scenario_import"]


def test_names_that_are_taken_can_be_kept_both(page: AppTest, store: Scenarios) -> None:
    store.save(Scenario("A"))
    page.run()
    upload(page, write_scenarios([Scenario("a", preset="korea")]).encode())
    assert SAY("scenario-clash", names="a") in told(page)
    page.button(key="scenario_import").click().run()
    assert {saved.scenario.name for saved in store.all()} == {"A", "a (2)"}


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "no scenario"),
        (b"[[scenario]", "TOML"),
        (b"[[scenario]]\nname = 'a'\nrules.stp_gb = 1\nrules.monthly_cap_gb = -1\n", "step_gb"),
        (b"[[scenario]]\nname = 'a'\npreset = '/etc/passwd'\n", "no preset"),
    ],
)
def test_a_broken_file_changes_nothing_and_says_what_to_mend(page: AppTest, store: Scenarios, content: bytes, part: str) -> None:
    page.run()
    upload(page, content)
    assert part in plain_text(page.error[0].value)
    assert store.all() == ()


def test_what_is_downloaded_is_what_can_be_uploaded(store: Scenarios) -> None:
    store.save(Scenario("A", {"step_gb": "none"}))
    kept = [saved.scenario for saved in store.all()]
    assert list(read_scenarios(write_scenarios(kept).encode())) == kept


def test_a_store_that_cannot_be_read_is_told_and_presets_still_stand(page: AppTest, store: Scenarios) -> None:
    store.file.write_bytes(b"no database at all" * 100)
    page.run()
    assert not page.exception
    assert "cannot be read" in page.error[0].value
    assert len(page.table[0].value) == len(presets_of(GIFTING)) + 1


def test_titles_that_stand_twice_are_numbered() -> None:
    assert distinct(["A", "A", "A (2)", "B"]) == ["A", "A (2)", "A (2) (2)", "B"]


def plain_text(shown: str) -> str:
    return shown.replace("\\", "").replace("\u2060", "")


def timed() -> None:
    """Draw what is shown over time for two results."""
    from pathlib import Path

    import streamlit as st

    from analysis.settings.assumptions import assumptions_for
    from analysis.settings.rules import make_rules
    from analysis.simulate import simulate
    from analysis.world.prepare import prepare
    from dashboard.scenarios.compare_view import show_over_time
    from reports.content.comparison import Case
    from wording import wording

    world = prepare(Path(st.session_state["base"]))
    result = simulate(world, make_rules({}), assumptions_for(world, {}), cuts=False)
    show_over_time([Case("Plain", result), Case("*Starred*", result)], wording("en"))


def test_time_paths_are_drawn_over_each_other(population: Path) -> None:
    page = AppTest.from_function(timed, default_timeout=300)
    page.session_state["base"] = str(population)
    page.run()
    assert not page.exception
    (chart,) = charts(page)
    assert "*Starred*: after 24 months" in chart.alternative
    assert page.table[0].value.columns.tolist() == [SAY("axis-month"), "Plain", plain("*Starred*")]
    assert len(page.table[0].value) == 24
