"""Designs of a pilot known by name: the recommended one, and those that show what goes wrong with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.pilot.plan import COMMUNITIES, REGIONS, SUBSCRIBERS, Plan
from analysis.settings.parameters import parse_settings
from data.errors import InputError, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.settings.parameters import Value

DEFAULT_PLAN = "recommended"
_BOTH, _RECEIVE, _GIVE = (
    ("control:0.5:0:0", "both:0.5:1:1"),
    ("control:0.5:1:0", "receive:0.5:1:1"),
    ("control:0.5:0:1", "give:0.5:1:1"),
)
PLANS: Mapping[str, Mapping[str, Value]] = {
    DEFAULT_PLAN: {},
    "both-communities": {"arm_list": _BOTH, "unit": COMMUNITIES},
    "receive-communities": {"arm_list": _RECEIVE, "unit": COMMUNITIES},
    "both-regions": {"arm_list": _BOTH, "unit": REGIONS},
    "receive-subscribers": {"arm_list": _RECEIVE, "unit": SUBSCRIBERS},
    "both-subscribers": {"arm_list": _BOTH, "unit": SUBSCRIBERS},
    "give-subscribers": {"arm_list": _GIVE, "unit": SUBSCRIBERS},
}
# Side by side on the page and in the report: what to do, and each thing that is often done instead.
COMPARED = tuple(name for name in PLANS if name != DEFAULT_PLAN)


def plan_of(preset: str | None = None, settings: Mapping[str, str] | None = None) -> Plan:
    """Return a plan by name with `name=value` settings on top; InputError for an unknown name, ParameterError for bad values."""
    name = preset or DEFAULT_PLAN
    if name not in PLANS:
        raise InputError.one("unknown-pilot-plan", name=name, known=", ".join(PLANS), nearest=nearest(name, PLANS))
    return Plan.of(dict(PLANS[name]) | parse_settings(Plan, settings or {}))
