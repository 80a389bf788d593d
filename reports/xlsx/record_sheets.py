"""The sheets that tell from what: rules and assumptions in force, and the run record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.settings.assumptions import bearing_values
from analysis.settings.parameters import as_dict, parameters_of
from reports.numbers.values import setting_text
from reports.record.record_json import record_json
from reports.xlsx.sheet import Page

if TYPE_CHECKING:
    from analysis.results.result import Result
    from analysis.settings.parameters import Value
    from reports.record.run_record import RunRecord
    from reports.xlsx.sheet import Book, Styled
    from wording import Wording

RECORD_NAME = "run_record"  # the defined name under which `verify` finds the record in any language
CHUNK = 30_000  # letters; a cell holds 32,767


def settings_sheet(book: Book, result: Result) -> None:
    """Write every rule and every assumption in force with its unit, its default and its source."""
    say, currency = book.say, result.manifest.currency
    page = Page(book, say("sheet-settings"), (46, 18, 26, 18, 20))
    page.heading(say("sheet-settings"))
    page.head([say("page-setting"), say("page-value"), say("page-unit"), say("sheet-default"), say("sheet-source")], freeze=1)
    bearing = bearing_values(result.assumptions, result.rules.mechanism)
    parts = (("report-rules", result.rules, as_dict(result.rules)), ("report-assumptions", result.assumptions, bearing))
    for key, registry, values in parts:
        page.heading(say(key), "section")
        known = parameters_of(type(registry))
        for name, value in values.items():
            item = known[name]
            unit: Styled = (say.unit(item.unit, currency), "wrapped")
            cells = [setting_cell(value, say), unit, setting_cell(item.default, say)]
            page.line([(say(name), "wrapped"), *cells, (item.source, "text")])


def setting_cell(value: Value, say: Wording) -> Styled:
    """Return a rule or an assumption as a cell: numbers as numbers, all else worded."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return setting_text(value, say), "wrapped"
    return value, "plain"


def provenance_sheet(book: Book, result: Result, record: RunRecord) -> None:
    """Write what was computed from what, how to prove it, and the record itself as JSON under a defined name."""
    say = book.say
    page = Page(book, say("sheet-provenance"), (34, 110))
    page.heading(say("report-provenance"))
    page.note(say("sheet-prove"))
    page.gap()
    for key, value in _facts(result, record, say):
        page.line([(say(key), "text"), (value, "wrapped" if isinstance(value, str) else "plain")])
    page.gap()
    page.heading(say("sheet-record"), "section")
    text, first = record_json(record), page.row
    for start in range(0, len(text), CHUNK):
        page.line([(text[start : start + CHUNK], "wrapped")], 1)
    book.workbook.define_name(RECORD_NAME, f"='{page.title}'!$B${first + 1}:$B${page.row}")


def _facts(result: Result, record: RunRecord, say: Wording) -> list[tuple[str, str | int]]:
    synthesised = ", ".join(say(f"synthesised-{part}") for part in result.manifest.synthesised)
    return [
        ("report-base", record.population),
        ("report-fingerprint", record.population_fingerprint),
        ("sheet-synthesised", synthesised or say("sheet-nothing")),
        ("report-months", f"{say.month(result.months[0])} – {say.month(result.months[-1])}"),
        ("report-seed", record.seed),
        ("sheet-horizon", record.horizon_months),
        ("sheet-draws", record.draws),
        ("report-version", record.version),
        ("sheet-model", record.model),
        ("sheet-rules-digest", record.rules_digest),
        ("sheet-assumptions-digest", record.assumptions_digest),
        ("sheet-results-digest", record.results),
        ("sheet-made-on", record.made_on),
        ("sheet-command", record.command),
    ]
