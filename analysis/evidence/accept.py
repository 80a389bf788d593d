"""Accepting certificates: assumptions as they are after it, and as they were before."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from analysis.settings.accepted import FIELD, without_name, written
from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import as_dict, parameters_of
from data.errors import ParameterError, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.results.certificates import Certificate
    from analysis.settings.parameters import Value

ALL = "all"


def chosen_of(certificates: Sequence[Certificate], names: Sequence[str]) -> tuple[Certificate, ...]:
    """Return the certificates of these assumptions, or all that can be accepted; ParameterError names those that cannot."""
    able = {one.assumption: one for one in certificates if one.can_be_accepted}
    problems = [
        Problem("nothing-learned", {"value": name, "known": tuple(able), "nearest": nearest(name, able)})
        for name in names
        if name not in able and name != ALL
    ]
    if problems:
        raise ParameterError(problems)
    return tuple(able.values()) if ALL in names else tuple(able[name] for name in dict.fromkeys(names))


def with_accepted(values: Mapping[str, Value], certificates: Sequence[Certificate]) -> dict[str, Value]:
    """Return assumptions by name with the estimates and narrowed ranges of certificates that can be accepted.

    Of a bound only the range is taken, and the value only moved into it.
    """
    assumed = as_dict(Assumptions()) | dict(values)
    entries = cast("tuple[str, ...] | None", assumed[FIELD])
    changed: dict[str, Value] = {}
    for one in certificates:
        parameter = parameters_of(Assumptions)[one.assumption]
        likely = cast("tuple[float, float]", parameter.likely)
        low = min(likely[0], one.reach_high or likely[0]) if one.reach_low is None else one.reach_low
        high = max(likely[1], low) if one.reach_high is None else one.reach_high
        now = float(cast("float", assumed[one.assumption])) if one.estimate is None else one.estimate
        value = min(max(now, low), high)
        changed[one.assumption] = round(value) if parameter.kind == "integer" else round(value, 4)
        entries = (*without_name(entries, one.assumption), written(one.assumption, low, high))
    return {**values, **changed, FIELD: tuple(sorted(entries or ()))}


def without(values: Mapping[str, Value], name: str) -> dict[str, Value]:
    """Return assumptions by name as they were before the certificate of one was accepted: its value and range are gone."""
    left = without_name(cast("tuple[str, ...] | None", values.get(FIELD)), name)
    kept = {key: value for key, value in values.items() if key not in (name, FIELD)}
    return kept | {FIELD: left} if left else kept
