"""Market profiles: what the generator knows of a country, read from `data/markets/*.toml` (value, unit, source)."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from data.errors import InputError, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

Bound = float | int | str | list[float] | list[str] | None
MARKETS_DIR = Path(__file__).parent / "markets"
_PLAIN = {"name", "currency", "first_month", "regions", "plans"}


@dataclass(frozen=True)
class Plan:
    """One tariff of a market. `allowance_gb` None means unlimited. Fees in the market's currency per month."""

    plan_id: str
    name: str
    sim_type: str
    monthly_fee: float
    pack_gb: float
    pack_price: float
    allowance_gb: float | None = None
    validity_days: int = 30


@dataclass(frozen=True)
class Market:
    """A market profile; `figures` are the generator's parameters by their SQL name, `section_key`."""

    name: str
    currency: str
    first_month: str
    regions: Mapping[str, float]
    plans: tuple[Plan, ...]
    figures: Mapping[str, Bound]

    def parameters(self) -> dict[str, Bound]:
        """Return every figure as a bound SQL parameter, with the derived ones."""
        shares = list(self.regions.values())
        edges = [sum(shares[: i + 1]) / sum(shares) for i in range(len(shares) - 1)]
        within_cv = cast("float", self.figures["need_within_cv"])
        return dict(self.figures) | {
            "regions": list(self.regions),
            "region_edges": edges,
            "need_within_sigma": math.sqrt(math.log1p(within_cv**2)),
        }


def market_names() -> list[str]:
    """Return the names of the markets shipped with the product."""
    return sorted(path.stem for path in MARKETS_DIR.glob("*.toml"))


def load_market(name: str) -> Market:
    """Read a market profile; InputError with the nearest name when there is none called `name`."""
    if name not in market_names():
        raise InputError.one("unknown-market", name=name, known=", ".join(market_names()), nearest=nearest(name, market_names()))
    raw = tomllib.loads((MARKETS_DIR / f"{name}.toml").read_text(encoding="utf-8"))
    figures = {
        f"{section}_{key}": figure["value"]
        for section, entries in raw.items()
        if section not in _PLAIN
        for key, figure in entries.items()
    }
    return Market(
        name=raw["name"],
        currency=raw["currency"],
        first_month=raw["first_month"],
        regions=raw["regions"],
        plans=tuple(Plan(**plan) for plan in raw["plans"]),
        figures=figures,
    )
