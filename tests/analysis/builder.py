"""A population written by hand in a test: a few subscribers, one plan unless told otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import duckdb

from data.population import Manifest, write_population

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Builder:
    """Collects rows and writes them as a population. GB and currency units."""

    fee: float = 300
    allowance_gb: float | None = 10
    pack_gb: float = 1
    pack_price: float = 100
    people: list[tuple[str, str, str, str]] = field(default_factory=list)
    usage: list[tuple[str, str, float, int, float]] = field(default_factory=list)
    ties: list[tuple[str, str, float]] = field(default_factory=list)

    def person(self, name: str, *needs: float, packs: int = 0, region: str = "r", community: str = "c") -> Builder:
        """Add a subscriber with a need per month from January 2026 on; use is what balance and packs allow."""
        self.people.append((name, "p", region, community))
        for month, need in enumerate(needs, start=1):
            allowed = float("inf") if self.allowance_gb is None else self.allowance_gb + packs * self.pack_gb
            self.usage.append((name, f"2026-{month:02d}-01", min(need, allowed), packs, need))
        return self

    def tie(self, one: str, other: str, strength: float = 0.5) -> Builder:
        """Add a contact tie."""
        self.ties.append((one, other, strength))
        return self

    def write(self, folder: Path) -> Path:
        """Write the population and return its folder."""
        with duckdb.connect(":memory:") as connection:
            connection.execute(
                "create table plans as select 'p' plan_id, 'Plan' as name, 'local' sim_type, $fee::decimal(18,6) monthly_fee, "
                "$allowance::decimal(18,6) allowance_gb, $pack::decimal(18,6) pack_gb, $price::decimal(18,6) pack_price, "
                "30 validity_days",
                {"fee": self.fee, "allowance": self.allowance_gb, "pack": self.pack_gb, "price": self.pack_price},
            )
            connection.execute(
                "create table subscribers (subscriber_id varchar, plan_id varchar, region varchar, tenure_months integer, "
                "active boolean, age_band varchar, community varchar, off_net_contacts integer)"
            )
            for name, plan, region, community in self.people:
                connection.execute(
                    "insert into subscribers values (?, ?, ?, 24, true, null, ?, null)", [name, plan, region, community]
                )
            connection.execute(
                "create table usage (subscriber_id varchar, month date, used_gb decimal(18,6), packs_bought integer, "
                "need_gb decimal(18,6), renewed boolean)"
            )
            for name, month, used, packs, need in self.usage:
                connection.execute("insert into usage values (?, ?, ?, ?, ?, true)", [name, month, used, packs, need])
            connection.execute("create table contacts (subscriber_id varchar, contact_id varchar, tie_strength decimal(9,6))")
            for one, other, strength in self.ties:
                connection.execute("insert into contacts values (?, ?, ?)", [one, other, strength])
            write_population(connection, Manifest(name="hand", currency="RUB", source="test"), folder)
        return folder
