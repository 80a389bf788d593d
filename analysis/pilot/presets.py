"""Designs of a pilot known by name: the recommended one, and those that show what goes wrong with the others."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.pilot.plan import COMMUNITIES, REGIONS, SUBSCRIBERS, Plan
from analysis.settings.parameters import names_text, parse_settings
from data.errors import InputError, nearest
from data.files.places import is_there, short

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.settings.parameters import Value

DEFAULT_PLAN = "recommended"
_BOTH, _RECEIVE, _GIVE = (
    ("control:0.5:0:0", "both:0.5:1:1"),
    ("control:0.5:1:0", "receive:0.5:1:1"),
    ("control:0.5:0:1", "give:0.5:1:1"),
)
# Parents and children on SIMs of one account, half of them with rights: whom that angers is not what a trial should find.
_WHOLE: Mapping[str, Value] = {"unit": COMMUNITIES, "households": True}
PLANS: Mapping[str, Mapping[str, Value]] = {
    DEFAULT_PLAN: _WHOLE,
    "both-communities": {"arm_list": _BOTH, **_WHOLE},
    "receive-communities": {"arm_list": _RECEIVE, **_WHOLE},
    "both-regions": {"arm_list": _BOTH, "unit": REGIONS},
    "receive-subscribers": {"arm_list": _RECEIVE, "unit": SUBSCRIBERS},
    "both-subscribers": {"arm_list": _BOTH, "unit": SUBSCRIBERS},
    "give-subscribers": {"arm_list": _GIVE, "unit": SUBSCRIBERS},
}
# Side by side on the page and in the report: what to do, and each thing that is often done instead.
COMPARED = tuple(name for name in PLANS if name != DEFAULT_PLAN)


def plan_of(preset: str | None = None, settings: Mapping[str, str] | None = None) -> Plan:
    """Return a plan by name, or from a TOML file with a table [plan], with `name=value` settings on top.

    InputError for an unknown name or a file that is none, ParameterError for bad values.
    """
    name = preset or DEFAULT_PLAN
    known = dict(PLANS[name]) if name in PLANS else _in_file(name)
    return Plan.of(known | parse_settings(Plan, settings or {}))


def _in_file(name: str) -> dict[str, Value]:
    file = Path(name)
    if not is_there(file):
        raise InputError.one("unknown-pilot-plan", name=short(file), known=", ".join(PLANS), nearest=nearest(name, PLANS))
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8")).get("plan")
    except (OSError, ValueError) as error:
        raise InputError.one("pilot-plan-file", file=file.name, reason=str(error)[:200]) from error
    if not isinstance(told, dict):
        raise InputError.one("pilot-plan-file", file=file.name, reason="[plan]")
    return parse_settings(Plan, {str(key): _text(value) for key, value in told.items()})


def _text(value: object) -> str:
    """Write a TOML value as it is typed after `--set`."""
    return names_text(tuple(map(str, value))) if isinstance(value, list) else str(value)
