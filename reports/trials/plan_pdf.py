"""The plan of a pilot as a PDF, to be signed before the first month: what is asked, how it is read, when it is stopped."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import simplejson
import typst

from reports.pdf.glyphs import FONTS, clipped, safe
from reports.pdf.render import PAPERS, REPORT
from reports.trials.design_record import record_text
from reports.trials.design_words import (
    arm_header,
    arm_rows,
    design_header,
    design_rows,
    effect_line,
    finding_of,
    look_header,
    look_rows,
    misleads,
    picture_alternative,
    title_of,
)
from reports.trials.history_words import history_line, plan_lines, window_header, window_rows
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.pilot.design.figures import Evaluation
    from reports.trials.design_record import Plain
    from wording import Wording

PLAN = REPORT.with_name("plan.typ")
FIRST_HALF = 6
LONGEST_COPIED = 70
DECIDED = ("question", "estimate", "covariates", "ratio", "stop", "harm", "missing", "refused", "scale")


def plan_pdf(record: Plain, found: Sequence[Evaluation], language: str, paper: str = "a4") -> bytes:
    """Return the plan as a PDF with its record attached: the same bytes for the same record, language and paper."""
    say = wording(language)
    data = _document(record, found, say) | {"paper": PAPERS[paper]}
    return typst.compile(
        PLAN,
        root=PLAN.parent,
        sys_inputs={"data": simplejson.dumps(data), "record": record_text(record)},
        font_paths=[FONTS],
        ignore_system_fonts=True,
        pdf_standards=["a-3a", "ua-1"],
        timestamp=datetime.fromisoformat(str(record["made_on"])).replace(tzinfo=UTC),
    )


def _document(record: Plain, found: Sequence[Evaluation], say: Wording) -> dict[str, object]:
    own, name = found[0], clipped(str(record["population"]), 44)
    data: dict[str, object] = {
        "language": say.language,
        "title": say("pilot-pdf-title", name=name),
        "eyebrow": say("pilot-pdf-eyebrow", date=str(record["made_on"])),
        "page": say("doc-page", page="{page}", pages="{pages}"),
        "caveat": say("pilot-pdf-caveat"),
        "attachment": say("pilot-pdf-attachment"),
        "finding": finding_of(found, say),
        "effect": effect_line(own, say),
        "alternative": picture_alternative(found, say),
        "sections": _sections(record, found, say),
    }
    data["picture"] = [
        {
            "name": title_of(one.name, say),
            "at": 1 + one.bias.value,
            "spread": one.spread.value,
            "misleads": misleads(one),
        }
        for one in found
    ]
    return {key: _drawable(value) for key, value in data.items()}


def _sections(record: Plain, found: Sequence[Evaluation], say: Wording) -> list[dict[str, object]]:
    own, currency = found[0], str(record["currency"])
    head, rows = design_header(say), design_rows(found, currency, say)
    half = FIRST_HALF + 1
    return [
        _section(say("pilot-pdf-arms"), [facts_line(own, say)], arm_header(say), arm_rows(own.plan, currency, say)),
        _section(
            say("pilot-pdf-decided"),
            [*(say(f"pilot-pdf-{name}", **_facts(own, say)) for name in DECIDED), *plan_lines(own, _subscribers(record), say)],
        ),
        _section(say("pilot-pdf-looks"), [say("pilot-looks-note")], look_header(say), look_rows(own, say)),
        _section(say("pilot-design-title"), [say("pilot-figures-note")], head[:half], [row[:half] for row in rows]),
        _section(say("pilot-pdf-costs"), [], (head[0], *head[half:]), [(row[0], *row[half:]) for row in rows]),
        _section(say("pilot-pdf-picture"), [], picture=True),
        _section(
            say("pilot-pdf-history"),
            [history_line(own, say), say("pilot-window-note")],
            window_header(say),
            window_rows(own, say),
        ),
        _section(
            say("pilot-pdf-record"),
            [],
            (say("pilot-pdf-what"), say("pilot-pdf-value")),
            [(say(f"pilot-pdf-{name}"), str(record[name])) for name in ("base", "plan_digest", "assignment_sha256", "results")]
            + [(say("pilot-pdf-command"), str(record["command"]))],
        ),
    ]


def _section(
    heading: str,
    lines: Sequence[str],
    head: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    *,
    picture: bool = False,
) -> dict[str, object]:
    return {
        "title": heading,
        "lines": list(lines),
        "head": list(head),
        "rows": [list(row) for row in rows],
        "picture": picture,
    }


def facts_line(own: Evaluation, say: Wording) -> str:
    """Say what is randomised, how many take part, and for how long."""
    plan = own.plan
    return say(
        "pilot-facts",
        unit=say(f"pilot-unit-{plan.unit}"),
        clusters=say.number(own.grouping.clusters),
        members=say.number(own.members),
        size=say.number(own.grouping.mean_size, 1),
        cv=say.number(own.grouping.size_cv, 2),
        inside=say.percent(own.grouping.inside, 1),
        run_in=plan.run_in_months,
        months=plan.months,
    )


def _subscribers(record: Plain) -> int:
    """Return how many the base has, as the record of a plan with a frame says."""
    return int(str(record.get("subscribers", 0)))


def _facts(own: Evaluation, say: Wording) -> dict[str, str | float]:
    plan = own.plan
    return {
        "ahead": plan.arms[1].name,
        "against": plan.arms[0].name,
        "alpha": say.percent(plan.alpha, 1),
        "harm": say.percent(plan.harm_alpha, 1),
        "run_in": plan.run_in_months,
    }


def _drawable(value: object) -> object:
    """Return a value with every string in it brought down to what the fonts hold."""
    if isinstance(value, str):
        return safe(value, LONGEST_COPIED)
    if isinstance(value, dict):
        return {name: _drawable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(part) for part in value]
    return value
