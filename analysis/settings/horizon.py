"""How far ahead is asked: of the question, not of what nobody knows."""

from __future__ import annotations

from analysis.settings.parameters import Parameter

HORIZON = Parameter("horizon_months", "integer", "main", "months", 24, "model_brief", low=1, high=60, step=1)
DEFAULT_HORIZON = 24
