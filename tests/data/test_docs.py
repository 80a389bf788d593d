"""docs/data.md says what the code says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from data.checks.cell_rules import FIRST_MONTH, LAST_MONTH
from data.checks.table_rules import TABLE_RULES
from data.mapping.declarations import UNITS
from data.mapping.mapping_file import mapping_names
from data.schema import SCHEMA_VERSION
from data.schema_history import ALL_TABLES

if TYPE_CHECKING:
    from data.schema import Column, Table

DOCS = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")


def cells(table: Table, column: Column) -> tuple[str, ...]:
    """Return the cells of a column's row in the docs, but for its meaning."""
    allowed = ", ".join(f"`{value}`" for value in column.allowed)
    bounds = f"{column.low:.10g} to {column.high:.10g}" if column.low is not None and column.high is not None else ""
    bounds = f"{FIRST_MONTH} to {LAST_MONTH}" if column.sql_type == "date" else bounds
    need = "optional" if not column.required else "may be empty" if column.nullable else "yes"
    key = " (key)" if column.name in table.key else ""
    reference = f"a key of `{column.references}`" if column.references else ""
    return (f"`{column.name}`{key}", column.sql_type, column.unit, allowed or bounds or reference, need)


def rows() -> dict[str, list[list[str]]]:
    """Return the rows of each table's section in the docs, as lists of cells."""
    found = {}
    for table in ALL_TABLES:
        section = DOCS.split(f"### `{table.name}`")[1].split("###")[0]
        lines = [line for line in section.splitlines() if line.startswith("| `")]
        found[table.name] = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return found


@pytest.mark.parametrize("table", ALL_TABLES, ids=lambda table: table.name)
def test_the_schema_is_described_as_it_is(table: Table) -> None:
    written = rows()[table.name]
    assert [tuple(row[:5]) for row in written] == [cells(table, column) for column in table.columns]
    assert all(len(row[5]) > 10 for row in written)


def test_every_unit_mapping_and_rule_is_in_the_docs() -> None:
    named = set(re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", DOCS, flags=re.DOTALL)))
    assert {unit for units in UNITS.values() for unit in units} <= named
    assert set(mapping_names()) <= named
    assert {rule.key for rule in TABLE_RULES} <= named
    assert f"schema version {SCHEMA_VERSION}" in DOCS
