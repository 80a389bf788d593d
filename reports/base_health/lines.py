"""The health report of a base, worded: what was measured against what was expected, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.health.health import title_key

if TYPE_CHECKING:
    from data.health.health import Check, HealthReport
    from wording import Wording


def health_lines(report: HealthReport, say: Wording) -> list[str]:
    """Return a line per measure, and under it the advice where something is to be looked at; the verdict last."""
    lines = []
    for check in report.checks:
        target = check.target
        measured = "–" if check.measured is None else say.number(check.measured, 3)
        lines.append(
            say(
                "health-line",
                status=say(title_key(check.status)),
                title=say(title_key(target.name)),
                measured=measured,
                low=say.number(target.pass_low, 3),
                high=say.number(target.pass_high, 3),
            )
        )
        if check.advice:
            lines.append(f"    {say(check.advice)}")
    return [*lines, say("health-verdict", status=say(title_key(report.worst)))]


def health_plain(report: HealthReport) -> dict[str, object]:
    """Return the report as plain values under stable keys."""
    manifest = report.manifest
    return {
        "population": manifest.name,
        "population_fingerprint": manifest.fingerprint,
        "synthesised": list(manifest.synthesised),
        "worst": str(report.worst),
        "checks": [_check(check) for check in report.checks],
    }


def _check(check: Check) -> dict[str, object]:
    target = check.target
    return {
        "name": target.name,
        "status": str(check.status),
        "measured": check.measured,
        "unit": target.unit,
        "expected": target.value,
        "pass": [target.pass_low, target.pass_high],
        "review": [target.review_low, target.review_high],
        "source": target.source,
        "advice": check.advice or None,
    }
