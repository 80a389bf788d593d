"""Is the year before the launch that of an ordinary operator? A world in which it is not is drawn anew."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.truth.worlds.history import Before, year_before

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.truth.worlds.spec import World

MOST_ATTEMPTS = 200
ACCEPTED = Path(__file__).parent / "accepted.toml"
BANDS: Mapping[str, tuple[float, float]] = {
    "short_rate": (0.15, 0.30),
    "pack_rate": (0.03, 0.12),
    "bought_when_short": (0.15, 0.50),
    "leaving_rate": (0.013, 0.023),
    "unused_share": (0.35, 0.60),
    "arpu": (440.0, 510.0),
}


@dataclass(frozen=True)
class Facts:
    """The year before in numbers: shares of subscriber-months, except where a name says roubles or GB."""

    subscribers: int
    short_rate: float
    pack_rate: float
    bought_when_short: float
    leaving_rate: float
    unused_share: float
    arpu: float
    need_gb: float
    used_gb: float
    unmet_gb_when_short: float


def facts_of(before: Before) -> Facts:
    """Return the facts of a year. Short is a month in which some day lacked what was felt as too much."""
    months, plans = before.months, before.town.plans
    here = months["present"] == 1
    short, bought = here & (months["ran_out"] >= 0), here & (months["packs"] > 0)
    balance = plans["allowance_kb"][months["plan"]] + months["pack_kb"]
    return Facts(
        subscribers=int(here[:, -1].sum()),
        short_rate=float(short.sum() / here.sum()),
        pack_rate=float(bought.sum() / here.sum()),
        bought_when_short=float((short & bought).sum() / max(1, short.sum())),
        leaving_rate=float(months["hazard"][here].mean()),
        unused_share=float(1 - months["used_kb"][here].sum() / balance[here].sum()),
        arpu=float((plans["fee"][months["plan"]] + months["pack_rub"])[here].mean()),
        need_gb=float(months["need_kb"][here].mean() / 1e6),
        used_gb=float(months["used_kb"][here].mean() / 1e6),
        unmet_gb_when_short=float(months["unmet_kb"][short].mean() / 1e6) if short.any() else 0.0,
    )


def outside(facts: Facts) -> tuple[str, ...]:
    """Return the names of the facts that are outside what an ordinary year may show."""
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    return tuple(name for name, (low, high) in BANDS.items() if not low <= values[name] <= high)


@cache
def accepted() -> dict[str, int]:
    """Return the first attempt of each world that is an ordinary year, as `python -m tests.truth.worlds.redraw` found it."""
    return tomllib.loads(ACCEPTED.read_text(encoding="utf-8")) if ACCEPTED.exists() else {}


def first_ordinary(world: World) -> int:
    """Return the first attempt of a world that is an ordinary year, whatever is known; RuntimeError after MOST_ATTEMPTS."""
    for attempt in range(MOST_ATTEMPTS):
        if not outside(facts_of(year_before(world, attempt))):
            return attempt
    raise RuntimeError(f"{world.name}: no ordinary year before the launch in {MOST_ATTEMPTS} attempts")


@lru_cache(maxsize=2)
def before_of(world: World) -> Before:
    """Return the year before of the first attempt that is an ordinary year: as accepted.toml has it, or found anew."""
    attempt = accepted().get(world.name)
    return year_before(world, first_ordinary(world) if attempt is None else attempt)
