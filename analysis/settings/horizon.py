"""How far ahead is asked: of the question, not of what nobody knows."""

from __future__ import annotations

from analysis.settings.parameters import Parameter
from data.scenarios.scenario_file import HORIZON_MONTHS, LONGEST_HORIZON_MONTHS

HORIZON = Parameter(
    "horizon_months", "integer", "main", "months", HORIZON_MONTHS, "model_brief", low=1, high=LONGEST_HORIZON_MONTHS, step=1
)
DEFAULT_HORIZON = HORIZON_MONTHS
