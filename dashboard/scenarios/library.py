"""Which file the page keeps its scenarios in."""

from __future__ import annotations

from dashboard.bases.populations import populations_folder
from data.environment import SCENARIOS, folder_setting
from data.scenarios.scenario_store import Scenarios


def library() -> Scenarios:
    """Return the scenarios kept in the folder TRANSFER_IMPACT_SCENARIOS, else beside the folder of populations."""
    folder = folder_setting(SCENARIOS) or populations_folder().parent
    return Scenarios(folder / "scenarios.sqlite")
