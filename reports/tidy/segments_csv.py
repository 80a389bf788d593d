"""Who gains and who loses, as a CSV file for a spreadsheet or a script: plain numbers under the names of the code."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from analysis.outcomes.few_people import told_outcomes
from analysis.settings.parameters import as_dict
from reports.cells import harmless, harmless_line
from reports.content.segments import ALL

if TYPE_CHECKING:
    from analysis.results.result import Change, Outcome, Result
    from reports.content.segments import Cut

PARTS = ("baseline", "change", "low", "high")


def segments_csv(result: Result, cut: Cut) -> bytes:
    """Return every outcome of a dimension's groups as CSV (UTF-8 with a mark for spreadsheets), plain numbers, names of the code.

    It opens with what it was computed from, in lines that begin with "#".
    """
    text = io.StringIO()
    provenance = {"version": result.version, "seed": result.seed, "base": result.manifest.name}
    provenance |= {"fingerprint": result.manifest.fingerprint, **as_dict(result.rules), **as_dict(result.assumptions)}
    text.writelines(f"# {name} = {harmless_line(str(value))}\n" for name, value in provenance.items())
    writer = csv.writer(text, lineterminator="\n")
    columns = [f"{outcome.name}_{part}" for outcome in told_outcomes(result) for part in PARTS]
    writer.writerow(["dimension", "group", "subscribers", "subscriber_months", *columns, "profit_change_total"])
    for s in (*cut.shown, *cut.hidden):
        cells = _cells(s.outcomes or (), columns)
        writer.writerow([cut.dimension, harmless(s.level), s.subscribers, s.subscriber_months, *cells, s.profit_change])
    apart = [("hidden_together", cut.hidden_profit if cut.hidden else None), ("platform", cut.platform)]
    for name, amount in apart if cut.resellers is None else [*apart, ("resellers", cut.resellers)]:
        writer.writerow([cut.dimension, name, *[None] * (2 + len(columns)), amount])
    writer.writerow([ALL, ALL, result.subscribers, result.subscriber_months, *_cells(told_outcomes(result), columns), cut.total])
    return text.getvalue().encode("utf-8-sig")


def _cells(outcomes: tuple[Outcome | Change, ...], columns: list[str]) -> list[float | None]:
    """Return the cells under `columns`; empty where an outcome, or a part of it, is not told."""
    found = {f"{outcome.name}_{part}": getattr(outcome, part) for outcome in outcomes for part in PARTS}
    return [found.get(column) for column in columns]
