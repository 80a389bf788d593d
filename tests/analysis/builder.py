"""A population written by hand in a test: a few subscribers, one plan unless told otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import duckdb

from analysis.uncertainty.variants import VARIANTS
from data.population.folder import Manifest, write_population

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.settings.parameters import Value

TABLES = """
create table plans (plan_id varchar, name varchar, sim_type varchar, monthly_fee decimal(18,6), allowance_gb decimal(18,6),
    pack_gb decimal(18,6), pack_price decimal(18,6), validity_days integer);
create table subscribers (subscriber_id varchar, plan_id varchar, region varchar, tenure_months integer, active boolean,
    age_band varchar, community varchar, off_net_contacts integer);
create table usage (subscriber_id varchar, month date, used_gb decimal(18,6), packs_bought integer, need_gb decimal(18,6),
    renewed boolean, ran_out boolean, allowance_gb decimal(18,6), monthly_fee decimal(18,6), pack_gb decimal(18,6),
    pack_price decimal(18,6));
create table contacts (subscriber_id varchar, contact_id varchar, tie_strength decimal(9,6));
"""
# A month is settled at one stroke, which can be worked out by hand.
WHOLE_MONTHS: dict[str, Value] = dict(VARIANTS["whole-months"])


@dataclass(frozen=True)
class PlanRow:
    """A plan as a test writes it. GB and currency units; an allowance of None has no limit."""

    fee: float = 300
    allowance_gb: float | None = 10
    pack_gb: float = 1
    pack_price: float = 100
    sim: str = "local"
    days: int | None = 30


@dataclass(frozen=True)
class PersonRow:
    """A subscriber as a test writes it. `last_renewed` is None where nobody knows whether they stayed."""

    plan: str = "p"
    region: str = "r"
    community: str | None = "c"
    tenure: int = 24
    last_renewed: bool | None = True
    account: str | None = None


@dataclass(frozen=True)
class MonthRow:
    """What a month of a subscriber had of its own; what is None is that of the plan."""

    allowance_gb: float | None = None
    fee: float | None = None
    pack_gb: float | None = None
    pack_price: float | None = None


@dataclass
class Builder:
    """Collects rows and writes them as a population; the plan of the four first fields is called p. `terms`: by id and month.

    What is `synthesised` the manifest calls filled in by an import.
    """

    fee: float = 300
    allowance_gb: float | None = 10
    pack_gb: float = 1
    pack_price: float = 100
    plans: dict[str, PlanRow] = field(default_factory=dict)
    people: dict[str, PersonRow] = field(default_factory=dict)
    usage: list[tuple[str, str, float, int, float | None, bool | None]] = field(default_factory=list)
    terms: dict[tuple[str, str], MonthRow] = field(default_factory=dict)
    ties: list[tuple[str, str, float]] = field(default_factory=list)
    synthesised: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.plans.setdefault("p", PlanRow(self.fee, self.allowance_gb, self.pack_gb, self.pack_price))

    def plan(self, name: str, plan: PlanRow) -> Builder:
        """Add a plan."""
        self.plans[name] = plan
        return self

    def person(self, name: str, *needs: float, packs: int = 0, region: str = "r", community: str = "c") -> Builder:
        """Add a subscriber with a need per month from January 2026 on; use is what balance and packs allow."""
        return self.subscriber(name, PersonRow(region=region, community=community), [(need, packs) for need in needs])

    def subscriber(self, name: str, person: PersonRow, months: list[tuple[float, int]]) -> Builder:
        """Add a subscriber with (need, packs bought) per month from January 2026 on."""
        self.people[name] = person
        plan = self.plans[person.plan]
        for nth, (need, packs) in enumerate(months, start=1):
            allowed = float("inf") if plan.allowance_gb is None else plan.allowance_gb + packs * plan.pack_gb
            stayed = person.last_renewed if nth == len(months) or person.last_renewed is None else True
            self.usage.append((name, f"2026-{nth:02d}-01", min(need, allowed), packs, need, stayed))
        return self

    def tie(self, one: str, other: str, strength: float = 0.5) -> Builder:
        """Add a contact tie."""
        self.ties.append((one, other, strength))
        return self

    def month(self, name: str, month: str, own: MonthRow) -> Builder:
        """Say what a month of a subscriber had of its own; its use stays as it is."""
        self.terms[name, month] = own
        return self

    def write(self, folder: Path) -> Path:
        """Write the population and return its folder."""
        with duckdb.connect(":memory:") as connection:
            connection.execute(TABLES)
            for name, plan in self.plans.items():
                row = [name, name, plan.sim, plan.fee, plan.allowance_gb, plan.pack_gb, plan.pack_price, plan.days]
                connection.execute("insert into plans values (?, ?, ?, ?, ?, ?, ?, ?)", row)
            for name, person in self.people.items():
                facts = [name, person.plan, person.region, person.tenure, person.community]
                connection.execute("insert into subscribers values (?, ?, ?, ?, true, null, ?, null)", facts)
            if any(person.account for person in self.people.values()):
                connection.execute("alter table subscribers add column account_id varchar")
            for name, person in self.people.items():
                if person.account:
                    connection.execute("update subscribers set account_id = ? where subscriber_id = ?", [person.account, name])
            for month in self.usage:
                own = self.terms.get(month[:2], MonthRow())
                row = [*month, own.allowance_gb, own.fee, own.pack_gb, own.pack_price]
                connection.execute("insert into usage values (?, ?, ?, ?, ?, ?, null, ?, ?, ?, ?)", row)
            for tie in self.ties:
                connection.execute("insert into contacts values (?, ?, ?)", list(tie))
            write_population(
                connection, Manifest(name="hand", currency="RUB", source="test", synthesised=self.synthesised), folder
            )
        return folder
