"""The read-out on the page: a folder is chosen, what must be known first stands first, a refusal is a sentence."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from analysis.pilot.assignment_file import FOLDER
from dashboard.views.pilot.folders import EXAMPLE, PILOTS
from dashboard.views.pilot.read import READOUT
from tests.analysis.pilot.trials import Trial
from tests.dashboard.charts import charts
from tests.dashboard.test_decide import settled
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    Opened = Callable[..., AppTest]
SAY = wording("en")
pytestmark = pytest.mark.usefixtures("at_once")


def chosen(page: AppTest, folder: str) -> AppTest:
    page.text_input(key="pilot_folder").set_value(folder)
    return page.button(key="pilot_read_it").click().run()


def test_a_pilot_is_read_from_a_folder_and_a_base_without_one_says_so(
    open_page: Opened, population: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSFER_IMPACT_SOURCES", str(tmp_path))
    Trial(population).write(tmp_path / "trial")
    page = open_page("pilot")
    assert SAY("trial-none") in {element.value for element in page.info}
    page = settled(chosen(page, "trial"), READOUT)
    assert not page.exception
    tables = [table.value for table in page.table]
    effects = next(table for table in tables if SAY("trial-lots") in table.columns)
    assert SAY("trial-measure-buying") in set(effects[SAY("trial-measure")])
    said = "\n".join(element.value for element in page.markdown)
    assert said.index("Sample ratio") < said.index("Lottery")
    assert charts(page)[-1].alternative
    page = chosen(page, "nothing-there")
    assert any("nothing-there" in element.value for element in page.error)


def test_an_example_is_made_beside_the_base_chosen_and_read_without_any_folder_being_opened(
    open_page: Opened, population: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRANSFER_IMPACT_SOURCES", raising=False)
    place = population / FOLDER / EXAMPLE
    try:
        page = open_page("pilot")
        page.button(key="pilot_example").click().run()
        page = settled(page, PILOTS.made)
        assert not page.error, [element.value for element in page.error]
        assert page.selectbox(key=PILOTS.beside).value == EXAMPLE
        page = settled(page, READOUT)
        assert not page.exception
        assert any(SAY("trial-lots") in table.value.columns for table in page.table)
        assert not [button for button in page.button if button.key == "pilot_example"]  # one is there
    finally:
        shutil.rmtree(place, ignore_errors=True)
