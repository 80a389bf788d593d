"""Which file the page keeps its scenarios in."""

from __future__ import annotations

import os
from pathlib import Path

from dashboard.bases import populations_folder
from data.scenarios import Scenarios


def library() -> Scenarios:
    """Return the scenarios kept in the folder TRANSFER_IMPACT_SCENARIOS, else beside the folder of populations."""
    folder = os.environ.get("TRANSFER_IMPACT_SCENARIOS")
    return Scenarios((Path(folder) if folder else populations_folder().parent) / "scenarios.sqlite")
