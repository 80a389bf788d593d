"""A population changed by SQL and written anew: the same people at other prices, in other units, under other names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from data.population.folder import Manifest, write_population
from tests.analysis.builder import WHOLE_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from analysis.settings.parameters import Value

TABLES = ("plans", "subscribers", "usage", "contacts")
# Nobody buys or bought, everybody gives whatever is left over: the flow is all there is.
REDUCED: dict[str, Value] = {
    "topup_conversion": 0.0, "give_probability": 1.0, "forecast_error": 0.0, "induced_share": 0.0, "adoption_months": 0,
    **WHOLE_MONTHS,
}  # fmt: skip
NO_LIMITS: dict[str, Value] = {
    "step_gb": None, "max_transfer_gb": None, "monthly_cap_gb": None, "gift_days": None, "same_region_only": False,
    "receiver_active_only": False,
}  # fmt: skip
NOBODY_BOUGHT = (
    (
        "update usage set used_gb = least(used_gb, p.allowance_gb) from subscribers s join plans p using (plan_id) "
        "where s.subscriber_id = usage.subscriber_id and p.allowance_gb is not null"
    ),
    "update usage set packs_bought = 0",
)
DISTINCT_STRENGTHS = (
    (
        "create or replace table contacts as select subscriber_id, contact_id, (row_number() over "
        "(order by tie_strength, subscriber_id, contact_id) / 1000000)::decimal(9,6) tie_strength from contacts"
    ),
)


def rewritten(source: Path, target: Path, statements: Iterable[str] = ()) -> Path:
    """Write the population of `source`, changed by SQL `statements`, to `target`; returns `target`."""
    with duckdb.connect(":memory:") as connection:
        for table in TABLES:
            file = str(source / f"{table}.parquet")
            connection.execute(f"create table {table} as select * from read_parquet($file)", {"file": file})
        for statement in statements:
            connection.execute(statement)
        write_population(connection, Manifest(name="rewritten", currency="RUB", source="test"), target)
    return target


def together(parts: Iterable[Path], target: Path) -> Path:
    """Write populations that know nothing of each other as one; ids and plans must differ."""
    folders = list(parts)
    with duckdb.connect(":memory:") as connection:
        for table in TABLES:
            files = [str(folder / f"{table}.parquet") for folder in folders]
            connection.execute(f"create table {table} as select * from read_parquet($files)", {"files": files})
        write_population(connection, Manifest(name="together", currency="RUB", source="test"), target)
    return target


def renamed(prefix: str) -> tuple[str, ...]:
    """Return the SQL that gives every subscriber, plan and community a new name."""
    return (
        f"update plans set plan_id = '{prefix}' || plan_id",
        (
            f"update subscribers set subscriber_id = '{prefix}' || subscriber_id, plan_id = '{prefix}' || plan_id, "
            f"community = '{prefix}' || community"
        ),
        f"update usage set subscriber_id = '{prefix}' || subscriber_id",
        f"update contacts set subscriber_id = '{prefix}' || subscriber_id, contact_id = '{prefix}' || contact_id",
    )
