"""Page 5 through Streamlit's test harness: the base in use, its health, and the three ways to another base."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.runtime.caching.cache_resource_api import clear_session_cache
from streamlit.testing.v1 import AppTest

from dashboard.background.jobs import Job
from dashboard.bases import private_folder
from dashboard.bases.populations import found_populations
from dashboard.bases.source_folders import ROOT_SETTING
from dashboard.display.markdown import JOINER
from dashboard.views.base.problem_list import without_people
from data.database.storage import MARK
from data.health.health import Status, health
from data.health.targets import load_targets
from data.schema_history import ALL_TABLES
from reports.base_health.rows import health_rows, health_verdict
from tests.data.test_broken_inputs import CORPUS, Broken
from tests.data.tiny import CONTACTS, PLANS, SUBSCRIBERS, USAGE, write_tiny
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1.element_tree import Button


SAY = wording("en")
TINY = {"plans": PLANS, "subscribers": SUBSCRIBERS, "usage": USAGE, "contacts": CONTACTS}
SENTENCES = (
    "a file is empty",
    "a line has a cell too few",
    "a spreadsheet calls itself CSV",
    "a Parquet file is cut short",
    "text is in the encoding of Windows",
    "a column is missing",
    "a quote is never closed",
)


def script(language: str) -> None:
    """Be what the frame is: choose a base in the sidebar and draw the page."""
    import streamlit as st

    from dashboard.bases.populations import found_populations
    from dashboard.bases.session_bases import own_bases
    from dashboard.views import which_base
    from wording import wording

    found = found_populations() | own_bases()
    if "base" not in st.session_state and found:
        st.session_state["base"] = next(iter(found))
    if found:
        st.sidebar.selectbox("base", list(found), key="base")
    which_base.show(wording(language), found[st.session_state["base"]] if found else None)


def opened(language: str = "en") -> AppTest:
    page = AppTest.from_function(script, default_timeout=120, kwargs={"language": language}).run()
    assert not page.exception
    return page


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder of populations."""
    made = tmp_path / "populations"
    made.mkdir()
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(made))
    return made


@pytest.fixture
def with_base(population: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    made = tmp_path / "populations"
    shutil.copytree(population, made / "default")
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(made))
    return made


def job_of(page: AppTest) -> Job[object]:
    job = page.session_state["base_job"]
    assert isinstance(job, Job)
    return job


def finished(page: AppTest) -> AppTest:
    """Wait for the job of the page's session and draw the page again."""
    job_of(page).wait(300)
    page.run()
    assert not page.exception
    return page


def button(page: AppTest, key: str) -> Button:
    return page.button(key=key)


def said(page: AppTest) -> str:
    """Return all that stands on the page, without the backslashes and joiners that keep Markdown from reading it."""
    parts = [*page.markdown, *page.error, *page.info, *page.success, *page.warning, *page.caption]
    labels = [str(box.label) for box in page.expander]
    return "\n".join([*(str(part.value) for part in parts), *labels]).replace("\\", "").replace(JOINER, "")


def upload(page: AppTest, files: dict[str, bytes]) -> AppTest:
    page.radio(key="base_way").set_value("files").run()
    listed = [(name, content, "application/octet-stream") for name, content in files.items()]
    page.file_uploader(key="base_files_0").set_value(listed).run()
    assert not page.exception
    return page


def tiny(**changed: bytes) -> dict[str, bytes]:
    return {f"{table}.csv": changed.get(table, text.encode()) for table, text in TINY.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_base_the_page_can_be_used_in_every_language(folder: Path, language: str) -> None:
    page = opened(language)
    assert page.title[0].value == wording(language)("question-base")
    assert wording(language)("base-none") in said(page)
    assert list(folder.iterdir()) == []
    for way in ("files", "folder", "build"):
        page.radio(key="base_way").set_value(way).run()
        assert not page.exception


def test_a_base_is_built_and_taken_into_use(folder: Path) -> None:
    page = opened()
    page.number_input(key="base_size").set_value(600).run()
    button(page, "base_build").click().run()
    finished(page)
    assert "“synthetic-1” is ready" in said(page)
    button(page, "base_use").click().run()
    assert not page.exception
    assert page.session_state["chosen"].base == "synthetic-1"
    assert page.header[0].value.replace("\\", "").replace(JOINER, "") == "In use: synthetic-1"
    assert [file.name for file in folder.iterdir()] == ["synthetic-1"]


def test_a_cancelled_build_is_said_and_leaves_nothing(folder: Path) -> None:
    page = opened()
    page.number_input(key="base_size").set_value(300_000).run()
    button(page, "base_build").click().run()
    assert button(page, "base_build").disabled, "one thing at a time"
    button(page, "base_cancel").click().run()
    finished(page)
    assert "was cancelled; nothing was written" in said(page)
    assert list(folder.iterdir()) == []
    button(page, "base_put_away").click().run()
    assert "was cancelled" not in said(page)
    assert not button(page, "base_build").disabled


@pytest.mark.parametrize("name", ["../away", "with space", "", "-dash", "база", "default"])
def test_a_name_that_cannot_be_had_is_told_before_anything_starts(with_base: Path, name: str) -> None:
    page = opened()
    page.text_input(key="base_name_synthetic-1").set_value(name).run()
    button(page, "base_build").click().run()
    assert not page.exception
    assert "base_job" not in page.session_state
    assert "cannot be called" in said(page) or "There is already a base" in said(page)
    assert [file.name for file in with_base.iterdir()] == ["default"]


def test_two_sessions_build_side_by_side_and_each_sees_its_own(folder: Path) -> None:
    pages = [opened(), opened()]
    for nth, page in enumerate(pages):
        page.number_input(key="base_size").set_value(600).run()
        page.text_input(key="base_name_synthetic-1").set_value(f"side-{nth}").run()
    for page in pages:
        button(page, "base_build").click().run()
    for nth, page in enumerate(pages):
        assert f"“side-{nth}” is ready" in said(finished(page))
    assert sorted(file.name for file in folder.iterdir()) == ["side-0", "side-1"]


def test_the_health_of_the_base_in_use_is_measured_once_and_kept(with_base: Path) -> None:
    page = opened()
    button(page, "base_measure").click().run()
    finished(page)
    expected = health_verdict(health(with_base / "default"), wording("en"))
    assert expected in said(page)
    again = opened("ru")
    assert health_verdict(health(with_base / "default"), wording("ru")) in said(again), "another session finds it measured"
    assert "base_measure" not in {each.key for each in again.button}


@pytest.mark.parametrize("language", LANGUAGES)
def test_health_rows_come_worst_first_with_a_word_for_every_unit(population: Path, language: str) -> None:
    report = health(population)
    rows = health_rows(report, wording(language))
    order = [Status.FAIL, Status.REVIEW, Status.UNKNOWN, Status.PASS]
    assert [row.status for row in rows] == sorted((row.status for row in rows), key=order.index)
    assert len(rows) == len(report.checks)
    assert all(row.measured and row.source and row.expected for row in rows)


def test_every_unit_of_the_targets_and_of_the_schema_has_words() -> None:
    from dashboard.views.base.schema import _rows
    from reports.base_health.rows import _with_unit

    for language in LANGUAGES:
        say = wording(language)
        assert all(_with_unit(0.5, target.unit, "RUB", say) for target in load_targets())
        assert all(len(_rows(table, say)) == len(table.columns) for table in ALL_TABLES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_upload_becomes_a_base_of_its_session_alone(folder: Path, language: str) -> None:
    say = wording(language)
    page = upload(opened(language), tiny())
    button(page, "base_load_files").click().run()
    finished(page)
    assert say("base-made-private", name="own-1") in said(page)
    button(page, "base_use").click().run()
    assert not page.exception
    assert page.header[0].value.replace("\\", "").replace(JOINER, "") == say("base-in-use", name="own-1")
    assert say("base-private") in said(page)
    assert list(folder.iterdir()) == [], "nothing of it is among the shared bases"
    other = opened(language)
    assert say("base-none") in said(other), "another session sees nothing of it"


def disconnect() -> None:
    """Do what Streamlit does when it loses the connection of the test's session."""
    clear_session_cache("test session id")


def test_a_private_folder_goes_when_its_session_goes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = upload(opened(), tiny())
    button(page, "base_load_files").click().run()
    finished(page)
    held = Path(page.session_state["private_folder"].path)
    assert (held / "own-1" / "manifest.json").is_file()
    monkeypatch.setattr(private_folder, "GRACE_SECONDS", 0.2)
    disconnect()
    page.run()
    time.sleep(0.5)
    assert held.exists(), "a browser that was back in time finds its base"
    disconnect()
    time.sleep(0.5)
    assert not held.exists()
    page.run()
    assert not page.exception
    assert wording("en")("base-none") in said(page), "a base that is gone is not offered any more"
    assert list(folder.iterdir()) == []


def test_the_button_waits_until_every_needed_file_is_there(folder: Path) -> None:
    page = upload(opened(), {"plans.csv": PLANS.encode()})
    assert "Still missing: subscribers.*, usage.*" in said(page)
    assert button(page, "base_load_files").disabled
    assert list(folder.iterdir()) == []


def test_a_file_with_a_strange_name_is_placed_by_hand(folder: Path) -> None:
    files = tiny()
    files["../../my *plans*.csv"] = files.pop("plans.csv")
    page = upload(opened(), files)
    assert button(page, "base_load_files").disabled
    box = next(box for box in page.selectbox if str(box.key).startswith("base_place_"))
    box.set_value("plans.*").run()
    button(page, "base_load_files").click().run()
    assert "is ready" in said(finished(page))
    assert list(folder.parent.rglob("*plans*")) == []


@pytest.mark.parametrize("broken", [each for each in CORPUS if each.sentence in SENTENCES], ids=lambda each: each.key)
def test_a_broken_upload_is_told_in_its_own_sentence_with_a_way_out(folder: Path, tmp_path: Path, broken: Broken) -> None:
    source = write_tiny(tmp_path / "tiny")
    broken.spoil(source)
    files = {file.name: file.read_bytes() for file in source.iterdir() if file.suffix in (".csv", ".parquet")}
    page = upload(opened(), files)
    button(page, "base_load_files").click().run()
    finished(page)
    assert [problem.key for problem in job_of(page).problems] == [broken.key]
    problem = without_people(job_of(page).problems[0])
    first = wording("en").problem(problem.key, problem.facts).split(":")[0]
    assert " ".join(first.split()) in said(page)
    assert "[the schema](#schema)" in said(page)
    assert list(folder.iterdir()) == []
    assert list(Path(page.session_state["private_folder"].path).iterdir()) == []


def test_problems_are_grouped_by_file_with_their_counts(folder: Path) -> None:
    plans = PLANS.replace("Small,local", "Small,moon").encode()
    usage = USAGE.replace("9.25,0", "lots,0").replace("4.5,0,4.5", "-4.5,0,4.5").encode()
    page = upload(opened(), tiny(plans=plans, usage=usage))
    button(page, "base_load_files").click().run()
    finished(page)
    labels = [str(box.label).replace("\\", "").replace(JOINER, "") for box in page.expander]
    assert "plans.csv (errors: 1, notes: 0)" in labels
    assert "usage.csv (errors: 2, notes: 0)" in labels
    assert list(folder.iterdir()) == []


def test_an_empty_upload_is_told(folder: Path) -> None:
    page = upload(opened(), tiny(usage=b""))
    button(page, "base_load_files").click().run()
    assert "usage.csv is empty" in said(finished(page))
    assert list(folder.iterdir()) == []


def test_markup_in_a_file_stays_text(folder: Path) -> None:
    page = upload(opened(), tiny(plans=PLANS.replace("local", "![x](http://a.b/c)", 1).encode()))
    button(page, "base_load_files").click().run()
    finished(page)
    assert not any("![x](http" in part.value for part in page.markdown)
    assert "![x](http://a.b/c)" in said(page)
    assert list(folder.iterdir()) == []


def test_no_identifier_of_a_person_is_shown(folder: Path) -> None:
    usage = USAGE.replace("002,2025-02-01,9.25,0,9.25,true", "002,2025-01-01,9.25,0,9.25,true") + "002,2025\n"
    files = tiny(
        usage=usage.replace("002", "79001234567").encode(), subscribers=SUBSCRIBERS.replace("002", "79001234567").encode()
    )
    page = upload(opened(), files)
    button(page, "base_load_files").click().run()
    finished(page)
    assert {"duplicate-key", "bad-line", "orphan"} <= {problem.key for problem in job_of(page).problems}
    assert "7900" not in said(page)
    assert "Identifiers of people are shown as dots" in said(page)
    assert list(folder.iterdir()) == []


def test_a_mapping_file_that_cannot_be_read_is_told(folder: Path) -> None:
    page = opened()
    page.radio(key="base_way").set_value("files").run()
    page.selectbox(key="base_mapping_files").set_value("own").run()
    page.file_uploader(key="base_toml_files").set_value(("m.toml", b"[source", "text/plain")).run()
    assert not page.exception
    assert "is not a mapping file" in said(page)
    assert list(folder.iterdir()) == []


def test_a_folder_is_imported_among_the_shared_bases(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_tiny(tmp_path / "tiny")
    monkeypatch.setenv(ROOT_SETTING, str(tmp_path))
    page = opened()
    page.radio(key="base_way").set_value("folder").run()
    page.text_input(key="base_folder").set_value(str(source)).run()
    button(page, "base_load_folder").click().run()
    assert "“own-1” is ready and can be chosen" in said(finished(page))
    assert [file.name for file in folder.iterdir()] == ["own-1"]
    assert len(list(source.iterdir())) == 5, "the source is only read"


@pytest.mark.parametrize("given", ["", "nowhere", "x" * 300, "a/" * 490, "~nosuchuser", "~", "\x00", "a\x00b", "*", "file.csv"])
def test_a_folder_that_is_not_there_is_told(folder: Path, tmp_path: Path, given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ROOT_SETTING, str(tmp_path))
    (tmp_path / "file.csv").touch()
    page = opened()
    page.radio(key="base_way").set_value("folder").run()
    page.text_input(key="base_folder").set_value(given).run()
    button(page, "base_load_folder").click().run()
    assert not page.exception
    assert "There is no folder" in said(page)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("roots", [None, "", " ", os.pathsep])
def test_unless_folders_are_named_at_the_start_none_of_the_machine_is_read(
    folder: Path, roots: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if roots is None:
        monkeypatch.delenv(ROOT_SETTING, raising=False)
    else:
        monkeypatch.setenv(ROOT_SETTING, roots)
    page = opened()
    page.radio(key="base_way").set_value("folder").run()
    assert ROOT_SETTING in said(page)
    assert "base_folder" not in {field.key for field in page.text_input}
    assert list(folder.iterdir()) == []


def test_the_third_party_set_is_loaded_through_its_mapping(folder: Path, shared: Callable[[str], Path]) -> None:
    names = ("megaline_plans.parquet", "megaline_user_month.parquet")
    files = {name: shared(name).read_bytes() for name in names}
    page = opened()
    page.radio(key="base_way").set_value("files").run()
    page.selectbox(key="base_mapping_files").set_value("megaline").run()
    upload(page, files)
    button(page, "base_load_files").click().run()
    finished(page)
    assert "Not observed and therefore made up: contacts." in said(page)
    assert "there is use after a month that was not renewed" in said(page), "notes are told although nothing failed"
    assert list(folder.iterdir()) == []


def test_what_a_build_left_behind_is_never_offered(with_base: Path) -> None:
    before = found_populations()
    left = with_base / ".default-abcd12"
    left.mkdir()
    (left / MARK).write_text("{}")
    assert list(found_populations()) == list(before) == ["default"]


def test_a_mapping_is_proposed_changed_tried_and_loaded_on_the_page(folder: Path) -> None:
    page = opened()
    page.radio(key="base_way").set_value("files").run()
    page.selectbox(key="base_mapping_files").set_value("propose").run()
    use = "Абонент;Тариф;Месяц;Трафик, МБ;Пакеты\n007;Смарт;01.2025;1 024,5;1\n008;Смарт;01.2025;512;0\n".encode("cp1251")
    page.file_uploader(key="base_any_files_0").set_value(("расход: январь.csv", use, "text/csv")).run()
    button(page, "base_map_propose_files").click().run()
    assert "cp1251" in said(page)
    text = page.text_area(key="base_map_text_files").value
    assert 'used_gb = { column = "Трафик, МБ", unit = "MB" }' in str(text)
    button(page, "base_map_try_files").click().run()
    assert "“monthly_fee” is “?”" in said(page)
    filled = str(text).replace('"?"', "1")
    page.text_area(key="base_map_text_files").set_value(filled).run()
    button(page, "base_map_try_files").click().run()
    assert SAY("base-arrives-well") in said(page)
    tables = "".join(str(table.value.to_dict()) for table in page.table)
    assert "1.00048828125" in tables.replace(JOINER, "").replace("\\", "")
    assert "•••" in tables
    assert "007" not in tables
    button(page, "base_map_load_files").click().run()
    finished(page)
    assert SAY("base-made-private", name="own-1") in said(page)
    assert not list(folder.iterdir())


def test_what_a_proposal_cannot_find_is_said_on_the_page(folder: Path) -> None:  # noqa: ARG001 - an empty machine
    page = opened("ru")
    page.radio(key="base_way").set_value("files").run()
    page.selectbox(key="base_mapping_files").set_value("propose").run()
    page.file_uploader(key="base_any_files_0").set_value(("a.csv", b"x,y\n1,2\n", "text/csv")).run()
    button(page, "base_map_propose_files").click().run()
    assert "нужны столбец абонента и столбец объёма" in said(page)
