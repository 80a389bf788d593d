"""What a base must hold: the tables of the schema, straight from its declaration."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import streamlit as st

from data.checks.cell_rules import FIRST_MONTH, LAST_MONTH, kind_of
from data.schema_history import ALL_TABLES

if TYPE_CHECKING:
    from data.schema import Column, Table
    from wording import Wording


def schema_tables(say: Wording) -> None:
    """Draw a table per table of the schema: column, type, unit, whether it is needed, what is allowed."""
    st.subheader(say("base-schema"), anchor="schema")
    st.markdown(say("base-schema-help"))
    for table in ALL_TABLES:
        with st.expander(say(f"base-table-{table.name}")):
            st.caption(say("base-key", columns=", ".join(table.key)))
            st.table(_rows(table, say), hide_index=True)


def _rows(table: Table, say: Wording) -> list[dict[str, str]]:
    header = [say(f"base-schema-{name}") for name in ("column", "type", "unit", "needed", "allowed")]
    return [dict(zip(header, _cells(column, say), strict=True)) for column in table.columns]


def _cells(column: Column, say: Wording) -> tuple[str, str, str, str, str]:
    needed = "optional" if not column.required else "empty" if column.nullable else "yes"
    return (
        f"`{column.name}`",
        say(f"base-type-{'day' if column.day else kind_of(column)}"),
        say.unit(column.unit, say("base-currency-short")),
        say(f"base-needed-{needed}"),
        _allowed(column, say),
    )


def _allowed(column: Column, say: Wording) -> str:
    if column.references:
        return say("base-reference", table=column.references)
    if column.allowed:
        return ", ".join(f"`{value}`" for value in column.allowed)
    if kind_of(column) == "date":
        return say("base-range", low=FIRST_MONTH, high=LAST_MONTH)
    if column.low is None or column.high is None:
        return ""
    return say("base-range", low=_bound(column.low, say), high=_bound(column.high, say))


def _bound(value: float, say: Wording) -> str:
    """Word a bound with the decimals it was declared with."""
    exponent = Decimal(f"{value:.12g}").normalize().as_tuple().exponent
    return say.number(value, max(0, -int(exponent)))
