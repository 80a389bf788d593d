"""Calibration targets: what a believable base measures, read from `data/health/targets.toml` (value, ranges, unit, source)."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

TARGETS_FILE = Path(__file__).parent / "targets.toml"


@dataclass(frozen=True)
class Target:
    """One measure's expected value. Ranges are inclusive; `market` and `operator` empty mean anywhere."""

    name: str
    value: float
    pass_low: float
    pass_high: float
    review_low: float
    review_high: float
    unit: str
    source: str
    market: str = ""
    operator: str = ""

    def holds_for(self, market: str, operator: str) -> bool:
        """Say whether this target speaks of a base of `market` and `operator`."""
        return self.market in ("", market) and self.operator in ("", operator)


@functools.cache
def load_targets() -> tuple[Target, ...]:
    """Read every target, in the order of the file."""
    raw = tomllib.loads(TARGETS_FILE.read_text(encoding="utf-8"))
    return tuple(_target(entry) for entry in raw["targets"])


def _target(entry: dict[str, str | float | list[float]]) -> Target:
    ranges: dict[str, float] = {}
    for name in ("pass", "review"):
        ranges[f"{name}_low"], ranges[f"{name}_high"] = cast("list[float]", entry[name])
    plain = {key: value for key, value in entry.items() if key not in ("pass", "review")}
    return Target(**plain, **ranges)  # type: ignore[arg-type]  # a wrong key in our own file is a TypeError here


def targets_for(market: str, operator: str) -> dict[str, Target]:
    """Return the targets by name that hold for a base; the operator's own stand before the market's and the general."""
    fitting = [target for target in load_targets() if target.holds_for(market, operator)]
    fitting.sort(key=lambda target: bool(target.market) + bool(target.operator))
    order = {target.name: target for target in load_targets()}
    chosen = {target.name: target for target in fitting}
    return {name: chosen[name] for name in order if name in chosen}
