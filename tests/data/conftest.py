"""The default base, generated and measured once for all tests that look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

from data.health.health import HealthReport, health

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def default_health(default_base: Path) -> HealthReport:
    return health(default_base)


@pytest.fixture(scope="session")
def tables(default_base: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection with the default base's tables as views, and `months`: usage with its plan."""
    connection = duckdb.connect(":memory:")
    for name in ("plans", "subscribers", "usage", "contacts"):
        connection.execute(f"create view {name} as select * from '{default_base}/{name}.parquet'")
    # A month's own allowance is empty here and would hide the plan's.
    usage = "select * exclude (allowance_gb) from usage"
    connection.execute(f"create view months as from ({usage}) join subscribers using (subscriber_id) join plans using (plan_id)")
    yield connection
    connection.close()
