"""Scenarios side by side as CSV: one table with one set of columns, whether the page or the terminal writes it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analysis.outcomes.few_people import told_flow
from analysis.outcomes.measures import HEADLINES
from analysis.settings.parameters import as_dict, parameters_of
from reports.content.comparison import transfers_per_100
from reports.tidy.csv_files import csv_bytes
from reports.tidy.table import FLOAT, TEXT, Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.results.result import Result
    from analysis.settings.parameters import Parameter, Value
    from reports.content.comparison import Case

Plain = str | int | float | None
CaseRow = dict[str, Plain]


def case_row(scenario: str, file: str, result: Result, status: str = "") -> CaseRow:
    """Return what a comparison tells of a scenario by column, as values that JSON can keep.

    `file` is that of its report, empty where none is written; `status` how sure we are of a preset, worded.
    """
    row: CaseRow = {"scenario": scenario, "file": file, "currency": result.manifest.currency}
    for name in HEADLINES:
        one = result.outcome(name)
        row |= {f"{name}_baseline": one.baseline, f"{name}_change": one.change}
    row |= _worth(result) | _flow(result) | {"status": status}
    for name in HEADLINES:
        one = result.outcome(name)
        row |= {f"{name}_sampling_low": one.low, f"{name}_sampling_high": one.high}
    row |= {"profit_change_horizon": float(result.projection.profit_change)}
    return row | _computed_from(result)


def _worth(result: Result) -> CaseRow:
    ahead, futures = result.projection, result.futures
    low, high = futures.interval("npv") if futures else (None, None)
    return {
        "npv": ahead.npv.value,
        "npv_sampling_low": ahead.npv.low,
        "npv_sampling_high": ahead.npv.high,
        "npv_assumption_low": low,
        "npv_assumption_high": high,
        "probability_profit_rises": futures.probability_profit_rises if futures else None,
        "cvar5": futures.cvar5 if futures else None,
        "payback_month": ahead.payback_month,
        "horizon_months": ahead.horizon_months,
    }


def _flow(result: Result) -> CaseRow:
    told = told_flow(result)
    sent, received = (None if told[name] is None else float(told[name] or 0) for name in ("sent_gb", "received_gb"))
    transfers = told["transfers"]
    return {
        "transfers": None if transfers is None else int(transfers),
        "received_gb": received,
        "sent_gb": sent,
        "transfers_per_100_subscribers": transfers_per_100(result),
    }


def _computed_from(result: Result) -> CaseRow:
    row: CaseRow = {}
    for prefix, registry in (("rules", result.rules), ("assumptions", result.assumptions)):
        values = as_dict(registry)
        row |= {f"{prefix}.{one.name}": _cell(one, values[one.name]) for one in parameters_of(type(registry)).values()}
    manifest, months = result.manifest, result.months
    row |= {"base": manifest.name, "base_fingerprint": manifest.fingerprint, "first_month": months[0], "last_month": months[-1]}
    return row | {"seed": result.seed, "version": result.version}


def _cell(parameter: Parameter, value: Value) -> Plain:
    """Return a number as it is, anything else as it is typed."""
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    return parameter.write(value)


def comparison_csv(rows: Sequence[CaseRow]) -> bytes:
    """Return the rows of `case_row` as one CSV file; it names its units in the column `currency` and in the names."""
    names = dict.fromkeys(name for row in rows for name in row)
    columns = tuple(Column(name, TEXT if any(isinstance(row.get(name), str) for row in rows) else FLOAT) for name in names)
    return csv_bytes(Table("comparison", columns, tuple(tuple(row.get(name) for name in names) for row in rows)))


def cases_csv(cases: Sequence[Case]) -> bytes:
    """Return sets of rules without reports of their own as the same CSV file."""
    return comparison_csv([case_row(case.title, "", case.result, case.status) for case in cases])
