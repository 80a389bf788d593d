"""The contract of a population: four tables and a manifest, each column declared once.

The same declaration builds the reader's casts, the checks, the writer and the table in `docs/data.md`.
"""

from __future__ import annotations

from dataclasses import dataclass

SCHEMA_VERSION = 1
KB_PER_GB = 1_000_000
MICRO = 1_000_000
SIM_TYPES = ("local", "tourist", "tourist_premium")

GB = "decimal(18,6)"
MONEY = "decimal(18,6)"


@dataclass(frozen=True)
class Column:
    """A column of the schema. `low` and `high` are inclusive, None: no bound. `references` names a table by its key.

    A date that is a `day` need not be the first of a month. A column that was `added` to the schema later counts for the
    fingerprint only where it says something, so that older bases keep theirs.
    """

    name: str
    sql_type: str
    unit: str = ""
    required: bool = True
    nullable: bool = False
    low: float | None = None
    high: float | None = None
    allowed: tuple[str, ...] = ()
    references: str = ""
    added: bool = False
    day: bool = False


@dataclass(frozen=True)
class Table:
    """A table of the schema: its grain is its key."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    required: bool = True

    def column(self, name: str) -> Column:
        """Return the column called `name`; KeyError when there is none."""
        return next(column for column in self.columns if column.name == name)

    @property
    def if_missing(self) -> str:
        """Return the statement that makes the table, empty, where a base has none."""
        columns = ", ".join(f"{column.name} {column.sql_type}" for column in self.columns)
        return f"create table if not exists {self.name} ({columns})"


PLANS = Table(
    "plans",
    ("plan_id",),
    (
        Column("plan_id", "varchar"),
        Column("name", "varchar", required=False, nullable=True),
        Column("sim_type", "varchar", allowed=SIM_TYPES),
        Column("monthly_fee", MONEY, "currency/month", low=0, high=1e9),
        Column("allowance_gb", GB, "GB/month", nullable=True, low=0, high=1e6),
        Column("pack_gb", GB, "GB", low=0.001, high=1e6),
        Column("pack_price", MONEY, "currency", low=0, high=1e9),
        Column("validity_days", "integer", "days", required=False, nullable=True, low=1, high=3660),
    ),
)
SUBSCRIBERS = Table(
    "subscribers",
    ("subscriber_id",),
    (
        Column("subscriber_id", "varchar"),
        Column("plan_id", "varchar", references="plans"),
        Column("region", "varchar"),
        Column("tenure_months", "integer", "months", low=0, high=1200),
        Column("active", "boolean", required=False, nullable=True),
        Column("age_band", "varchar", required=False, nullable=True),
        Column("community", "varchar", required=False, nullable=True),
        Column("account_id", "varchar", required=False, nullable=True, added=True),
        Column("off_net_contacts", "integer", "contacts", required=False, nullable=True, low=0, high=100_000),
    ),
)
USAGE = Table(
    "usage",
    ("subscriber_id", "month"),
    (
        Column("subscriber_id", "varchar", references="subscribers"),
        Column("month", "date"),
        Column("used_gb", GB, "GB", low=0, high=1e6),
        Column("packs_bought", "integer", "packs", low=0, high=10_000),
        Column("need_gb", GB, "GB", required=False, nullable=True, low=0, high=1e6),
        Column("renewed", "boolean", required=False, nullable=True),
        Column("ran_out", "boolean", required=False, nullable=True, added=True),
        Column("allowance_gb", GB, "GB/month", required=False, nullable=True, low=0, high=1e6, added=True),
        Column("monthly_fee", MONEY, "currency/month", required=False, nullable=True, low=0, high=1e9, added=True),
        Column("pack_gb", GB, "GB", required=False, nullable=True, low=0.001, high=1e6, added=True),
        Column("pack_price", MONEY, "currency", required=False, nullable=True, low=0, high=1e9, added=True),
    ),
)
CONTACTS = Table(
    "contacts",
    ("subscriber_id", "contact_id"),
    (
        Column("subscriber_id", "varchar", references="subscribers"),
        Column("contact_id", "varchar", references="subscribers"),
        Column("tie_strength", "decimal(9,6)", "(0, 1]", low=0.000001, high=1),
    ),
    required=False,
)
TABLES = (PLANS, SUBSCRIBERS, USAGE, CONTACTS)
