"""Tables of the schema that no replay needs: what else an operator keeps, from which assumptions are learned. All optional.

They are declared as the four of `data/schema.py` are. The fingerprint of a base is that of the four: these change no answer
by themselves, only what somebody accepts from them.
"""

from __future__ import annotations

from data.schema import GB, MONEY, TABLES, Column, Table

_WHO = Column("subscriber_id", "varchar", references="subscribers")
_DAY = Column("date", "date", day=True)

PRICES = Table(
    "prices",
    ("plan_id", "region", "date"),
    (
        Column("plan_id", "varchar", references="plans"),
        Column("region", "varchar"),
        _DAY,
        Column("pack_price", MONEY, "currency", low=0, high=1e9),
    ),
    required=False,
)
BONUSES = Table(
    "bonuses",
    ("subscriber_id", "date"),
    (
        _WHO,
        _DAY,
        Column("bonus_gb", GB, "GB", low=0, high=1e6),
        Column("reason", "varchar", required=False, nullable=True),
    ),
    required=False,
)
SURVEY = Table(
    "survey",
    ("subscriber_id", "date"),
    (_WHO, _DAY, Column("score", "decimal(9,6)", "points", nullable=True, low=0, high=100)),
    required=False,
)
DAILY = Table(
    "daily",
    ("subscriber_id", "date"),
    (
        _WHO,
        _DAY,
        Column("used_gb", GB, "GB", low=0, high=1e6),
        Column("balance_gb", GB, "GB", required=False, nullable=True, low=0, high=1e6),
        Column("billing_day", "integer", "", required=False, nullable=True, low=1, high=31),
    ),
    required=False,
)
PURCHASES = Table(
    "purchases",
    ("subscriber_id", "date", "pack_gb"),
    (
        _WHO,
        _DAY,
        Column("pack_gb", GB, "GB", low=0.001, high=1e6),
        Column("packs", "integer", "packs", low=1, high=10_000),
        Column("paid", MONEY, "currency", low=0, high=1e9),
    ),
    required=False,
)
PLAN_MOVES = Table(
    "plan_moves",
    ("subscriber_id", "date"),
    (
        _WHO,
        _DAY,
        Column("from_plan", "varchar", references="plans"),
        Column("to_plan", "varchar", references="plans"),
    ),
    required=False,
)
SHOCKS = Table(
    "shocks",
    ("region", "date", "kind"),
    (
        Column("region", "varchar"),
        _DAY,
        Column("kind", "varchar"),
        Column("days", "integer", "days", low=1, high=366),
    ),
    required=False,
)
GIFTS = Table(
    "gifts",
    ("subscriber_id", "contact_id", "date", "kind"),
    (
        _WHO,
        Column("contact_id", "varchar", references="subscribers"),
        _DAY,
        Column("kind", "varchar", allowed=("data", "airtime")),
        Column("outcome", "varchar", allowed=("accepted", "offered", "refused")),
        Column("gift_gb", GB, "GB", required=False, nullable=True, low=0, high=1e6),
        Column("fee", MONEY, "currency", required=False, nullable=True, low=0, high=1e9),
    ),
    required=False,
)
LAUNCHES = Table(
    "launches",
    ("region", "feature"),
    (Column("region", "varchar"), Column("feature", "varchar"), _DAY),
    required=False,
)
HISTORY = (PRICES, BONUSES, SURVEY, DAILY, PURCHASES, PLAN_MOVES, SHOCKS, GIFTS, LAUNCHES)
ALL_TABLES = TABLES + HISTORY
