"""The HTML report: one file that opens offline, with the page's own charts, the same bytes for the same result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from plotly.offline import get_plotlyjs

from reports.figures import bridge_alternative, fates_alternative, gift_fates, profit_bridge
from reports.tables import bridge_rows, headlines, notice_lines, setting_rows, verdict
from wording import wording

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from analysis.results import Result
    from wording import Wording

TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)


def to_html(result: Result, language: str) -> bytes:
    """Return the report of a result in a language as one HTML file (UTF-8, about 5 MB, most of it the chart library)."""
    say = wording(language)
    charts = [
        (say("page-bridge"), _chart(profit_bridge(result, say), "bridge"), bridge_alternative(result, say)),
        (say("page-fates"), _chart(gift_fates(result, say), "fates"), fates_alternative(result, say)),
    ]
    text = TEMPLATES.get_template("report.html.j2").render(
        say=say,
        language=language,
        result=result,
        verdict=verdict(result, say),
        notices=notice_lines(result, say),
        headlines=headlines(result, say),
        bridge=bridge_rows(result, say),
        charts=charts,
        rules=setting_rows(result.rules, result.manifest.currency, say),
        assumptions=setting_rows(result.assumptions, result.manifest.currency, say),
        provenance=_provenance(result, say),
        script=get_plotlyjs(),
    )
    return text.encode()


def _chart(figure: go.Figure, name: str) -> str:
    return str(figure.to_html(full_html=False, include_plotlyjs=False, div_id=f"chart-{name}", config={"displayModeBar": False}))


def _provenance(result: Result, say: Wording) -> list[tuple[str, str]]:
    return [
        (say("report-base"), result.manifest.name),
        (say("report-fingerprint"), result.manifest.fingerprint),
        (say("report-seed"), str(result.seed)),
        (say("report-version"), result.version),
        (say("report-months"), f"{say.month(result.months[0])} – {say.month(result.months[-1])}"),
    ]
