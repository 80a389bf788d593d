"""The block every report opens with: what was asked of which base, when, with which program, and what the tool is not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from babel.dates import format_date

from analysis.settings.rule_kinds import every_rule
from reports.content.rule_differences import is_shipped, rule_differences
from reports.numbers.values import short_text

if TYPE_CHECKING:
    from analysis.results.result import Result
    from reports.content.rule_differences import Difference
    from reports.record.run_record import RunRecord
    from wording import Wording

DIGEST_SHOWN = 12
MOST_DIFFERENCES = 5


def opening_rows(result: Result, record: RunRecord, say: Wording) -> list[tuple[str, str]]:
    """Return (label, text) of the opening block, the same in every format; the last row says what the tool is not."""
    return [
        (say("report-rules"), f"{rules_name(record, say)}: {differences_text(result, record, say)}"),
        (say("report-base"), base_text(result, say)),
        (say("report-fingerprint"), result.manifest.fingerprint),
        (say("report-months"), f"{say.month(result.months[0])} – {say.month(result.months[-1])}"),
        (say("doc-horizon"), say("doc-horizon-months", months=record.horizon_months)),
        (say("doc-currency"), record.currency),
        (say("doc-draws"), say.number(record.draws) if record.draws else say("doc-draws-none")),
        (say("report-seed"), str(record.seed)),
        (say("report-version"), say("doc-version", version=record.version, model=record.model[:DIGEST_SHOWN])),
        (say("doc-date"), date_text(record, say)),
        (say("doc-not"), say("doc-caveat")),
    ]


def date_text(record: RunRecord, say: Wording) -> str:
    """Word the day the report was made."""
    return str(format_date(date.fromisoformat(record.made_on), "long", locale=say.locale))


def rules_name(record: RunRecord, say: Wording) -> str:
    """Name the set of rules that was begun with: a preset of ours, a file of the user's, or the declared defaults."""
    if record.preset is None:
        return say("doc-declared")
    return say(f"preset-{record.preset}") if is_shipped(record.preset) else record.preset


def differences_text(result: Result, record: RunRecord, say: Wording) -> str:
    """Word how the rules in force differ from what they were begun with; the first few, and how many more."""
    found = rule_differences(result.rules, record.preset, result.pack_price_per_gb)
    if not found:
        return say("doc-unchanged")
    parts = [
        say(
            "doc-difference",
            name=say(one.name),
            value=_with_unit(one, record.currency, say),
            old=short_text(one.instead_of, say),
        )
        for one in found[:MOST_DIFFERENCES]
    ]
    text = "; ".join(parts)
    return text if len(found) == len(parts) else say("doc-and-more", names=text, count=len(found) - len(parts))


def _with_unit(one: Difference, currency: str, say: Wording) -> str:
    text = short_text(one.value, say)
    if isinstance(one.value, bool) or not isinstance(one.value, int | float):
        return text
    unit = say.unit(every_rule()[one.name].unit, currency)
    return say("doc-value-unit", value=text, unit=unit)


def base_text(result: Result, say: Wording) -> str:
    """Name the base, its size and kind, and what in it was not observed."""
    kind = "synthetic" if result.manifest.source == "synthetic" else "observed"
    parts = [say("doc-base", name=result.manifest.name, subscribers=say.number(result.subscribers)), say(f"doc-base-{kind}")]
    if result.manifest.synthesised:
        what = ", ".join(say(f"synthesised-{part}") for part in result.manifest.synthesised)
        parts.append(say("doc-base-made-up", what=what))
    return "; ".join(parts)
