"""A launch on its page: an example is made and read, the verdict stands first, whatever is refused is a sentence."""

from __future__ import annotations

import json
import shutil
import threading
from typing import TYPE_CHECKING

import pytest

from analysis.monitoring.answer import ALARM, UNTOLD, UNWATCHED, Compared, ComparedPoint, Monitored, Watch
from analysis.monitoring.example import SLOWER, make_launch
from analysis.pilot.assignment_file import FOLDER
from analysis.pilot.readout.answer import RatioCheck
from dashboard.background.jobs import State
from dashboard.background.trials import launch
from dashboard.views.monitoring.launches import HELD_BACK, KIND, LAUNCHES, example_name
from dashboard.views.monitoring.plan_against_actual import READING
from reports.monitoring.words import metric_header
from tests.analysis.pilot.trials import Trial
from tests.dashboard.charts import charts
from tests.dashboard.test_decide import settled
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    Opened = Callable[..., AppTest]
SAY = wording("en")
pytestmark = pytest.mark.usefixtures("at_once")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "DRAWS", 48)


@pytest.fixture(scope="module")
def launched(population: Path) -> Iterator[Path]:
    """Put an example launch, slower than planned, beside the base."""
    place = population / FOLDER / "slow"
    make_launch(population, place, SLOWER, 0.35, 2)
    yield place
    shutil.rmtree(place)


def said(page: AppTest) -> str:
    kinds = (page.error, page.warning, page.success, page.info, page.markdown, page.caption)
    return "\n".join(element.value for kind in kinds for element in kind)


@pytest.mark.parametrize("language", ["en", *(pytest.param(code, marks=pytest.mark.long) for code in LANGUAGES if code != "en")])
def test_a_launch_beside_the_base_is_told_verdict_first_with_charts_tables_and_their_rate(
    open_page: Opened, launched: Path, language: str
) -> None:
    page, say = open_page("launch", lang=language), wording(language)
    assert say("launch-none") in {element.value for element in page.info}
    page.selectbox(key=LAUNCHES.beside).set_value(launched.name).run()
    page = settled(page, READING)
    assert page.warning[0].value.startswith(say("monitor-finding", verdict="explained", months=9, reasons=1)[:30])
    pictures = [one.alternative for one in charts(page)]
    assert len(pictures) == 8
    assert say("monitor-metric-gifts") in pictures[0]
    months = next(one for one in page.table if list(one.value.columns) == list(metric_header(say))).value
    assert len(months) == 9
    assert list(months[say("monitor-column-alarm")]).count(say("monitor-mark")) == 1
    told = said(page)
    assert say("adoption_months") in told
    assert "24" in told
    assert say("launch-download-json") in [one.proto.label for one in page.get("download_button")]


def mixed() -> Monitored:
    """Return a launch of two regions of eight, six still to come, without a log of gifts."""
    points = tuple(ComparedPoint(f"2026-0{nth}", -0.01, -0.02, 0.0, -0.03, 0.05) for nth in range(1, 4))
    one = Compared("buying", "share", -0.03, 0.3, -0.01, -0.02, 0.0, 0.4, 0.05, (0.01, -0.02), 3, 4.2, points)
    ratio = RatioCheck("clusters", (6.0, 2.0), (0.75, 0.25), 1.0, 0.0, failed=False)
    months = tuple(point.month for point in points)
    return Monitored(
        UNTOLD, "d" * 64, "b" * 64, "RUB", months, ("waiting", "launched"), (6, 2), (900, 300), (ratio,), 8, 0.1, None, (), (),
        ("no-gift-log",), (Watch("tail", UNWATCHED, "no-gift-log"), Watch("leak", ALARM, "", 3.0)), (one,), 15,
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_holdout_the_mix_is_told_with_what_it_cannot_tell_and_a_leak_stands_on_top(
    open_page: Opened, launched: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "launch_read", lambda *_: mixed())
    page, say = open_page("launch", lang=language), wording(language)
    page.selectbox(key=LAUNCHES.beside).set_value(launched.name).run()
    page = settled(page, READING)
    floor = say.number(1 / 7, 3)
    assert any(floor in element.value for element in page.info)
    assert floor in "\n".join(element.value for element in page.markdown)
    (leak,) = [element.value for element in page.error]
    assert say("trial-few", most="9") in leak  # of few no more than that they are few
    (picture,) = charts(page)
    assert say("trial-measure-buying") in picture.alternative
    assert any(say("monitor-column-plan-p") in table.value.columns for table in page.table)
    assert say("trial-note-no-gift-log") in "\n".join(element.value for element in page.warning)


def test_an_example_is_made_by_a_button_chosen_and_read(
    open_page: Opened, population: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "launch_read", lambda *_: mixed())
    place = population / FOLDER / example_name(SLOWER)
    try:
        page = open_page("launch")
        page.selectbox(key=KIND).set_value(SLOWER)
        page.select_slider(key=HELD_BACK).set_value(0.35)
        page.run()
        page.button(key="launch_example").click().run()
        page = settled(page, LAUNCHES.made)
        assert page.selectbox(key=LAUNCHES.beside).value == place.name
        page = settled(page, READING)
        assert charts(page)
        assert SAY("launch-example-there") in said(page)
        assert not [button for button in page.button if button.key == "launch_example"]  # one is there
    finally:
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "launch_read", lambda tell, *_: tell(None, "trial-read", 0.5))


def test_a_reading_that_is_stopped_stays_stopped_until_it_is_begun_again(
    open_page: Opened, launched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    monkeypatch.setattr(launch, "launch_read", lambda tell, *_: (go.wait(), tell(None, "trial-read", 0.5))[0])
    page = open_page("launch")
    page.selectbox(key=LAUNCHES.beside).set_value(launched.name).run()
    held = page.session_state[READING]
    page.button(key="launch_read_stop").click().run()
    go.set()
    page = settled(page, READING)
    assert page.session_state[READING] is held
    assert held.job.state is State.CANCELLED
    assert SAY("decide-was-stopped") in said(page)
    page.button(key="launch_read_stop_again").click().run()
    assert page.session_state[READING] is not held
    assert settled(page, READING).session_state[READING].job.state is State.DONE


@pytest.mark.usefixtures("unread")
def test_a_month_more_in_the_same_folder_is_another_reading(open_page: Opened, launched: Path) -> None:
    page = open_page("launch")
    page.selectbox(key=LAUNCHES.beside).set_value(launched.name).run()
    first = settled(page, READING).session_state[READING]
    assert page.run().session_state[READING] is first
    (launched / "months.parquet").touch()
    assert page.run().session_state[READING] is not first
    settled(page, READING)


def spoiled(folder: Path, target: Path, **told: object) -> str:
    shutil.copytree(folder, target)
    record = json.loads((folder / "design.json").read_text(encoding="utf-8"))
    record["plan"] |= told.pop("plan", {})
    (target / "design.json").write_text(json.dumps(record | told), encoding="utf-8")
    return target.name


def test_whatever_is_refused_is_a_sentence_on_the_page(
    open_page: Opened, launched: Path, population: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSFER_IMPACT_SOURCES", str(tmp_path))
    make_launch(population, tmp_path / "few", SLOWER, 0.1)
    Trial(population, plan={"arm_list": ("holdout:0.4:0:0", "launched:0.6:1:1")}).write(tmp_path / "unplanned")
    everybody = spoiled(launched, tmp_path / "all", plan={"arm_list": ["first:0.35:1:1", "launched:0.65:1:1"]})
    other = spoiled(launched, tmp_path / "other", base="f" * 64)
    (tmp_path / "empty").mkdir()
    page = open_page("launch")
    expected = {
        everybody: "No control was kept",
        "unplanned": "does not say what was assumed",
        "few": "fewer than 30",
        other: "another base",
        "empty": "design.json",
        "nowhere": "nowhere",
    }
    for folder, sentence in expected.items():
        page.text_input(key="launch_folder").set_value(folder)
        page.button(key="launch_read_it").click().run()
        if folder not in {"empty", "nowhere"}:
            page = settled(page, READING)
        assert not page.exception
        assert sentence in "\n".join(element.value for element in page.error), folder
        assert not charts(page)
