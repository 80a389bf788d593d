"""A population folder as plain rows: what each subscriber had, used and bought each month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import duckdb

from tests.reference.draws import md5_lower

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.settings.assumptions import Assumptions

TABLES = ("plans", "subscribers", "usage", "contacts")
MILLION = 1_000_000
REPLAYED_MONTHS = 12
GROUPS = 200
UNKNOWN_HAZARD = 0.022
OF_THE_MONTH = {"fee": "monthly_fee", "allowance": "allowance_gb", "pack": "pack_gb", "price": "pack_price"}
MONTH_DAYS, SHORTEST_MONTH = 30, 28


@dataclass(frozen=True)
class Plan:
    """A tariff; volumes in kB, money in micro-units. `allowance` is None where there is no limit, `days` at most a month.

    A `trip` is what a SIM of travellers is for: of a kind, not local, of which some plan ends before a month does.
    """

    name: str
    sim: str
    fee: int
    allowance: int | None
    pack: int
    price: int
    days: int = 30
    trip: bool = False


@dataclass(frozen=True)
class Person:
    """A subscriber; `index` is the place in the order of ids, shorter ids first, `group` the random group of the community."""

    index: int
    name: str
    key: int
    plan: Plan
    region: str
    tenure: int
    group: int
    account: str | None = None


@dataclass(frozen=True)
class Month:
    """One subscriber-month of the history. `balance` is None on a plan without a limit, `leaves` where nobody knows.

    `tariff` is the plan with the fee and the pack of this month.
    """

    person: Person
    tariff: Plan
    nth: int
    need: int
    balance: int | None
    packs: int
    used: int
    leaves: bool | None
    tenure: int

    @property
    def surplus(self) -> int:
        """Return what is left over of the balance; a plan without a limit has any amount, here 1."""
        return 1 if self.balance is None else max(0, self.balance - self.need)

    @property
    def shortage(self) -> int:
        """Return what the balance lacks; a plan without a limit lacks nothing."""
        return 0 if self.balance is None else max(0, self.need - self.balance)


@dataclass(frozen=True)
class Tie:
    """A contact tie between two subscribers."""

    one: Person
    other: Person
    strength: Decimal


@dataclass(frozen=True)
class Base:
    """A whole population. `months` by (subscriber's index, month)."""

    people: list[Person]
    ties: list[Tie]
    months: dict[tuple[int, int], Month]
    month_count: int


def pack_price_per_gb(base: Base) -> float:
    """Return the middle one of what the subscribers pay for a GB of their plan's pack, the lower of two; in currency."""
    prices = sorted(person.plan.price / person.plan.pack for person in base.people)
    return prices[(len(prices) - 1) // 2]


def support_cost(base: Base, assumed: Assumptions) -> Fraction:
    """Return what support of a transfer costs, in micro-units."""
    return Fraction(str(assumed.transfer_cost_share)) * Fraction(str(pack_price_per_gb(base))) * MILLION


Record = dict[str, object]


def read_base(folder: Path) -> Base:
    """Read the four tables of a population folder."""
    with duckdb.connect(":memory:") as connection:
        tables = {name: _rows(connection, folder / f"{name}.parquet") for name in TABLES}
    plans = _plans(tables["plans"])
    people = _people(tables["subscribers"], plans)
    usage = tables["usage"]
    days = sorted({str(row["month"]) for row in usage})[-REPLAYED_MONTHS:]
    nth = {day: number for number, day in enumerate(days)}
    usage = [row for row in usage if str(row["month"]) in nth]
    last: dict[str, int] = {}
    for row in usage:
        name = str(row["subscriber_id"])
        last[name] = max(last.get(name, 0), nth[str(row["month"])])
    months = {}
    for row in usage:
        name, number = str(row["subscriber_id"]), nth[str(row["month"])]
        months[people[name].index, number] = _month(people[name], number, last[name], row)
    ties = [Tie(people[str(row["subscriber_id"])], people[str(row["contact_id"])], _decimal(row["tie_strength"]))
            for row in tables["contacts"]]  # fmt: skip
    return Base(sorted(people.values(), key=lambda person: person.index), ties, months, len(days))


def _rows(connection: duckdb.DuckDBPyConnection, file: Path) -> list[Record]:
    if not file.exists():
        return []
    found = connection.execute("select * from read_parquet($file)", {"file": str(file)})
    names = [str(column[0]) for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _decimal(value: object) -> Decimal:
    return Decimal(str(value))


def _millionths(value: object) -> int:
    return int(_decimal(value) * MILLION)


def _plans(rows: list[Record]) -> dict[str, Plan]:
    found = {str(row["plan_id"]): _plan(row) for row in rows}
    travelled = {plan.sim for plan in found.values() if plan.days < MONTH_DAYS and plan.sim != "local"}
    return {name: replace(plan, trip=plan.sim in travelled) for name, plan in found.items()}


def _plan(row: Record) -> Plan:
    allowance = None if row["allowance_gb"] is None else _millionths(row["allowance_gb"])
    money = _millionths(row["monthly_fee"]), _millionths(row["pack_price"])
    said = row.get("validity_days")
    days = MONTH_DAYS if said is None or int(str(said)) >= SHORTEST_MONTH else int(str(said))
    return Plan(str(row["plan_id"]), str(row["sim_type"]), money[0], allowance, _millionths(row["pack_gb"]), money[1], days)


def _people(rows: list[Record], plans: dict[str, Plan]) -> dict[str, Person]:
    ordered = sorted(rows, key=lambda row: (len(str(row["subscriber_id"])), str(row["subscriber_id"])))
    found = {}
    for index, row in enumerate(ordered):
        name = str(row["subscriber_id"])
        tenure = int(str(row["tenure_months"]))
        alone = row.get("community") is None
        group = md5_lower(f"s{name}" if alone else f"c{row['community']}") % GROUPS
        plan, account = plans[str(row["plan_id"])], row.get("account_id")
        told = None if account is None else str(account)
        found[name] = Person(index, name, md5_lower(name), plan, str(row["region"]), tenure, group, told)
    return found


def _of_month(plan: Plan, row: Record) -> Plan:
    """Return the plan with what the month had of its own."""
    told = {name: _millionths(row[column]) for name, column in OF_THE_MONTH.items() if row.get(column) is not None}
    return replace(
        plan,
        fee=told.get("fee", plan.fee),
        allowance=told.get("allowance", plan.allowance),
        pack=told.get("pack", plan.pack),
        price=told.get("price", plan.price),
    )


def _month(person: Person, nth: int, last: int, row: Record) -> Month:
    used, packs = _millionths(row["used_gb"]), int(str(row["packs_bought"]))
    tariff = _of_month(person.plan, row)
    allowance, bought = tariff.allowance, packs * tariff.pack
    # A dozen people make no heap beside the limit, so a month ran out on the kB or not at all.
    balance = None if allowance is None else max(allowance, used - bought)
    need = used
    if balance is not None and row.get("need_gb") is not None:
        need = max(used, _millionths(row["need_gb"]))
        used = min(need, balance + bought) if need > balance + bought else used
    leaves = None if row.get("renewed") is None else not row["renewed"]
    return Month(person, tariff, nth, need, balance, packs, used, leaves, max(0, person.tenure - (last - nth)))
