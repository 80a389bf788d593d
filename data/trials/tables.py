"""The tables of a trial, declared as those of a base are: casts, checks and messages follow.

`assignment` is frozen before the first month; `months` tells run-in and pilot months alike, a row per subscriber and month.
Who has no row did nothing, and stays in the denominator.
"""

from __future__ import annotations

from data.schema import GB, MONEY, Column, Table

_WHO = Column("subscriber_id", "varchar", references="assignment")
_SCORE = "decimal(9,6)"

ASSIGNMENT = Table(
    "assignment",
    ("subscriber_id",),
    (
        Column("subscriber_id", "varchar", references="subscribers"),
        Column("cluster", "varchar"),
        Column("stratum", "varchar"),
        Column("arm", "varchar"),
        Column("may_give", "boolean"),
        Column("may_receive", "boolean"),
    ),
)
MONTHS = Table(
    "months",
    ("subscriber_id", "month"),
    (
        _WHO,
        Column("month", "date"),
        Column("packs", "integer", "packs", low=0, high=10_000),
        Column("pack_revenue", MONEY, "currency", low=0, high=1e9),
        Column("used_gb", GB, "GB", low=0, high=1e6),
        Column("renewed", "boolean", required=False, nullable=True),
        Column("score", _SCORE, "points", required=False, nullable=True, low=0, high=100),
        Column("tickets", "integer", "tickets", required=False, nullable=True, low=0, high=10_000),
        Column("triggered", "boolean", required=False, nullable=True),
    ),
)
GIFTS = Table(
    "gifts",
    (),
    (
        Column("giver_id", "varchar", references="assignment"),
        Column("receiver_id", "varchar", references="assignment"),
        Column("month", "date"),
        Column("gb", GB, "GB", low=0, high=1e6),
        Column("refused", "boolean", required=False, nullable=True),
    ),
    required=False,
)
SURVEY = Table(
    "survey",
    ("subscriber_id", "month"),
    (_WHO, Column("month", "date"), Column("score", _SCORE, "points", nullable=True, low=0, high=100)),
    required=False,
)
TRIAL_TABLES = (ASSIGNMENT, MONTHS, GIFTS, SURVEY)
