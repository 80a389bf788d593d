"""The health report as rows of worded cells, worst first, and its verdict as one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.health.health import Status, title_key
from data.sources import load_sources

if TYPE_CHECKING:
    from data.health.health import Check, HealthReport
    from wording import Wording

# The sign stands beside the word: neither colour nor sign has to be understood alone.
SIGNS = {Status.PASS: "✓", Status.REVIEW: "?", Status.FAIL: "✗", Status.UNKNOWN: "–"}
WORST_FIRST = (Status.FAIL, Status.REVIEW, Status.UNKNOWN, Status.PASS)
_SHARE = "share"
# Said as bare numbers: the title and how it is measured already tell what is counted.
_BARE = ("ratio", "correlation", "sd", "packs", "contacts")


@dataclass(frozen=True)
class HealthRow:
    """One measure as a person reads it, units included; `source_url` and `advice` may be empty."""

    status: Status
    sign: str
    title: str
    how: str
    measured: str
    expected: str
    source: str
    source_url: str
    advice: str


def health_rows(report: HealthReport, say: Wording) -> list[HealthRow]:
    """Return a row per measure, worst first and otherwise in the order of the targets."""
    rows = [_row(check, report.manifest.currency, say) for check in report.checks]
    return sorted(rows, key=lambda row: WORST_FIRST.index(row.status))


def health_verdict(report: HealthReport, say: Wording) -> str:
    """Say in one sentence how many measures are as expected, and whether the base can be trusted."""
    counts = {status: sum(check.status is status for check in report.checks) for status in Status}
    return say(
        "base-verdict",
        worst=str(report.worst),
        passed=say.number(counts[Status.PASS]),
        review=say.number(counts[Status.REVIEW]),
        failed=say.number(counts[Status.FAIL]),
        unknown=say.number(counts[Status.UNKNOWN]) if counts[Status.UNKNOWN] else "none",
        total=say.number(len(report.checks)),
    )


def _row(check: Check, currency: str, say: Wording) -> HealthRow:
    target = check.target
    source = load_sources()[target.source]
    low, high = (_value(value, target.unit, say) for value in (target.pass_low, target.pass_high))
    return HealthRow(
        status=check.status,
        sign=f"{SIGNS[check.status]}\u00a0{say(title_key(check.status))}",
        title=say(title_key(target.name)),
        how=say(f"{title_key(target.name)}.help"),
        measured="–" if check.measured is None else _with_unit(check.measured, target.unit, currency, say),
        expected=say("base-range", low=low, high=high),
        source=f"{source.title} ({source.date})",
        source_url=source.url,
        advice=say(check.advice) if check.advice else "",
    )


def _with_unit(value: float, unit: str, currency: str, say: Wording) -> str:
    text = _value(value, unit, say)
    is_bare = unit.split(maxsplit=1)[0] in (_SHARE, *_BARE)
    return text if is_bare else f"{text} {say.unit(unit, currency)}"


def _value(value: float, unit: str, say: Wording) -> str:
    """Word a value without its unit: shares in per cent, figures from 100 on without decimals."""
    if unit.startswith(_SHARE):
        return say.percent(value, 1)
    return say.number(value, 0 if abs(value) >= 100 or value == int(value) else 2)
