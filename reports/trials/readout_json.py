"""A read-out as JSON: the same bytes for the same answer, nothing told of fewer than ten subscribers."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import TYPE_CHECKING

from analysis.pilot.readout.answer import FEW
from analysis.pilot.readout.measures import BY_NAME, MONEY
from analysis.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.pilot.readout.answer import Readout

Plain = dict[str, object]


def readout_plain(found: Readout) -> Plain:
    """Return everything a read-out says, units included."""
    told = asdict(found) | {"covariance": found.covariance.tolist()}
    told["leak"] = None if found.leak is None else {name: _few(count) for name, count in asdict(found.leak).items()}
    told["exposure"] = [asdict(one) | {"dropped": _few(one.dropped)} for one in found.exposure]
    told["units"] = {
        name: found.currency if measure.unit == MONEY else measure.unit
        for name, measure in BY_NAME.items()
        if any(effect.measure == name for effect in found.effects)
    }
    head: Plain = {"version": VERSION, "sample_ratio_failed": found.sample_ratio_failed}
    return head | {name: plain_value(value) for name, value in told.items()}


def readout_json(found: Readout) -> str:
    """Return the read-out as indented JSON text."""
    return json.dumps(readout_plain(found), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _few(count: float) -> object:
    """Return a count; of few only that there are fewer than so many."""
    return {"fewer_than": FEW} if 0 < count < FEW else count


def plain_value(value: object) -> object:
    """Return what JSON can hold: numbers to twelve digits, what is not finite as null."""
    if isinstance(value, float):
        return float(f"{value:.12g}") if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(name): plain_value(one) for name, one in _items(value)}
    if isinstance(value, (list, tuple)):
        return [plain_value(one) for one in value]
    return value


def _items(value: Mapping[object, object]) -> list[tuple[object, object]]:
    return list(value.items())
