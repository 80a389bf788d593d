"""Market and operator profiles: what the generator knows of a country and of one network in it.

Read from `markets/<market>.toml` and `markets/<market>/<operator>.toml` beside this file; every figure is a value with unit
and a key of `data/sources.toml`. An operator's figures and plans stand over those of its market.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from data.errors import InputError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Bound = float | int | str | list[float] | list[str] | None
MARKETS_DIR = Path(__file__).parent / "markets"
# A block holds whole communities; ids of one block share a region. Part of the recipe: another size is another base.
BLOCK_SIZE = 200
_PLAIN = ("name", "currency", "first_month", "default_operator", "plans")
_PARTIES = ("travel_tour_size", "travel_family_size", "travel_business_size")  # shares of parties by size
_PLAN_WORDS = ("plan_id", "name", "sim_type")


@dataclass(frozen=True)
class Figure:
    """One number (or list of numbers) of a profile, with the key of the source it was taken from."""

    value: Bound
    unit: str
    source: str


@dataclass(frozen=True)
class Plan:
    """One tariff of an operator. `allowance_gb` None means unlimited. Fees in the market's currency per month.

    Of a SIM that lives for fewer days, fee and allowance are those of the SIM.
    """

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
    """An operator in its market; `figures` are the generator's parameters by their SQL name, `section_key`."""

    name: str
    operator: str
    currency: str
    first_month: str
    plans: tuple[Plan, ...]
    figures: Mapping[str, Figure]

    @property
    def travels(self) -> bool:
        """Say whether it is a market of visitors, with some residents beside them."""
        return "travel_resident_share" in self.figures

    def number(self, name: str) -> float:
        """Return the value of a figure that is one number."""
        return float(cast("float", self.figures[name].value))

    def parameters(self) -> dict[str, Bound]:
        """Return every figure as a bound SQL parameter, with the derived ones (docs/population.md says how)."""
        share, tail = self.number("operator_market_share"), self.number("graph_friends_tail")
        family_on_net = _on_net(share, self.number("graph_family_pull"))
        return {name: figure.value for name, figure in self.figures.items()} | {
            "block_size": BLOCK_SIZE,
            "regions_edges": _edges(self.figures["regions_share"]),
            "age_edges": _edges(self.figures["age_share"]),
            **{f"{name}_edges": _edges(self.figures[name]) for name in _PARTIES if name in self.figures},
            "need_within_sigma": math.sqrt(math.log1p(self.number("need_within_cv") ** 2)),
            "graph_household_size": 1 + self.number("graph_family_others") * family_on_net,
            "graph_on_net_share": _on_net(share, self.number("graph_friend_pull")),
            "graph_mean_friends": self.number("graph_friends_least") * tail / (tail - 1),
        }


def _edges(shares: Figure) -> list[float]:
    """Return the inner edges of consecutive shares, scaled to end at 1."""
    values = cast("list[float]", shares.value)
    return [sum(values[: i + 1]) / sum(values) for i in range(len(values) - 1)]


def _on_net(market_share: float, pull: float) -> float:
    """Return the chance that a contact is on the same network: chosen together with chance `pull`, else by share."""
    return pull + (1 - pull) * market_share


def market_names() -> list[str]:
    """Return the names of the markets shipped with the product."""
    return sorted(path.stem for path in MARKETS_DIR.glob("*.toml"))


def operator_names(market: str) -> list[str]:
    """Return the operators of a market, as they write themselves."""
    return sorted(str(_read(path)["name"]) for path in (MARKETS_DIR / market).glob("*.toml"))


def load_market(name: str, operator: str | None = None) -> Market:
    """Read an operator's profile in its market, whatever the case of the names; None takes the market's default.

    Raises InputError with the nearest name when there is no such market or operator.
    """
    market = _known(name, market_names(), "unknown-market")
    raw = _read(MARKETS_DIR / f"{market}.toml")
    wanted = str(raw["default_operator"]) if operator is None else operator
    chosen = _known(wanted, operator_names(market), "unknown-operator", market=market)
    own = next(found for found in map(_read, (MARKETS_DIR / market).glob("*.toml")) if found["name"] == chosen)
    return Market(
        name=market,
        operator=chosen,
        currency=str(raw["currency"]),
        first_month=str(raw["first_month"]),
        plans=tuple(_plan(plan) for plan in cast("list[dict[str, object]]", own["plans"])),
        figures=_figures(raw) | _figures(own),
    )


def _read(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _known(name: str, names: Iterable[str], key: str, **facts: str) -> str:
    by_lower = {known.lower(): known for known in names}
    if name.lower() not in by_lower:
        close = by_lower.get(nearest(name.lower(), by_lower), "")
        raise InputError.one(key, name=name, known=", ".join(by_lower.values()), nearest=close, **facts)
    return by_lower[name.lower()]


def _figures(raw: Mapping[str, object]) -> dict[str, Figure]:
    sections = {key: cast("dict[str, dict[str, str]]", section) for key, section in raw.items() if key not in _PLAIN}
    return {f"{key}_{name}": Figure(**figure) for key, section in sections.items() for name, figure in section.items()}


def _plan(raw: Mapping[str, object]) -> Plan:
    words = {key: str(raw[key]) for key in _PLAN_WORDS}
    numbers = {key: cast("dict[str, float]", figure)["value"] for key, figure in raw.items() if key not in _PLAN_WORDS}
    return Plan(**words, **numbers)  # type: ignore[arg-type]  # a wrong key or type in our own file is a TypeError here


def all_figures(market: Market) -> dict[str, Figure]:
    """Return every figure of a profile, those of its plans as `plans_<plan_id>_<column>`: for listing and checking."""
    raw = next(own for own in map(_read, (MARKETS_DIR / market.name).glob("*.toml")) if own["name"] == market.operator)
    found = dict(market.figures)
    for plan in cast("list[dict[str, dict[str, str]]]", raw["plans"]):
        for key, figure in plan.items():
            if key not in _PLAN_WORDS:
                found[f"plans_{plan['plan_id']}_{key}"] = Figure(**figure)
    return found
