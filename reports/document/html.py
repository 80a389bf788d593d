"""The HTML report: one file that opens offline, with interactive charts, the same bytes for the same result and record."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import plotly.io as pio
from plotly.offline import get_plotlyjs

from analysis.uncertainty.drivers import drivers_of
from reports.charts import replay, time_path, uncertainty, winners_losers
from reports.content.chart_findings import bands_alternative, bridge_alternative, path_alternative, path_rows
from reports.content.gift_fates import fate_shares, fates_alternative, flow_line
from reports.content.headlines import bridge_rows, headlines, notice_lines, verdict
from reports.content.horizon import sure_lines
from reports.content.settings import settings_of
from reports.content.winners_losers import OTHERS, PROFIT, band_shares, group_rows, strongest
from reports.document.executive import answer, cards, main_rules, measure_first, sure_facts
from reports.document.learned_appendix import learned_part
from reports.document.method_notes import digest_rows, method_lines, reproduce_note
from reports.document.opening import opening_rows, rules_name
from reports.record.record_json import record_json
from reports.record.run_record import record_of
from wording import wording

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from analysis.results.result import Result
    from reports.record.run_record import RunRecord
    from wording import Wording

TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)
CLEAR = "rgba(0,0,0,0)"  # the page's own ground shows through, light or dark
TEMPLATE = "plotly"


def to_html(result: Result, record: RunRecord | None = None, language: str = "en") -> bytes:
    """Return the report of a result in a language as one HTML file (UTF-8, about 5 MB, most of it the chart library).

    Without a record it is dated today.
    """
    record = record or record_of(result, datetime.now(UTC).date())
    say = wording(language).naming(result.plan_names)
    page = TEMPLATES.get_template("report.html.j2").render(
        say=say,
        language=say.language,
        script=get_plotlyjs(),
        record=record,
        record_json=record_json(record).replace("<", "\\u003c"),
        **_decision(result, record, say),
        **_detail(result, record, say),
    )
    return page.encode()


def _decision(result: Result, record: RunRecord, say: Wording) -> dict[str, object]:
    """Return what stands before the details: answer, opening block, numbers, what to measure first."""
    rules, _ = main_rules(result, record, say)
    return {
        "answer": answer(result, say),
        "verdict": verdict(result, say),
        "notices": notice_lines(result, say),
        "opening": opening_rows(result, record, say),
        "cards": cards(result, say),
        "headlines": headlines(result, say),
        "facts": sure_facts(result, say),
        "measure_first": measure_first(result, say),
        "main_rules": rules,
        "reference": rules_name(record, say),
    }


def _detail(result: Result, record: RunRecord, say: Wording) -> dict[str, object]:
    winners, losers = strongest(result, say)
    rules, assumptions = settings_of(result, say)
    return {
        "charts": _charts(result, say),
        "bridge": bridge_rows(result, say),
        "path_rows": path_rows(result, say),
        "flow": flow_line(result, say),
        "fates": fate_shares(result, say),
        "bands": band_shares(result, say),
        "strongest": (("doc-winners", "doc-nobody-gains", winners), ("doc-losers", "doc-nobody-loses", losers)),
        "groups": group_rows(result, say),
        "others": [say(f"outcome-{name}") for name in OTHERS],
        "profit_title": say(f"outcome-{PROFIT}"),
        "sure": sure_lines(result, say),
        "rules": rules,
        "assumptions": assumptions,
        "method": method_lines(result, say),
        "learned": learned_part(result, say),
        "digests": digest_rows(record, say),
        "reproduce_note": reproduce_note(record, say),
    }


def _charts(result: Result, say: Wording) -> dict[str, tuple[str, str]]:
    """Return (chart, alternative) by name; draws and drivers only where futures were drawn and move at all."""
    found = {
        "bridge": (_chart(replay.profit_bridge(result, say), "bridge"), bridge_alternative(result, say)),
        "path": (_chart(time_path.time_path(result, say), "path"), path_alternative(result, say)),
        "fates": (_chart(replay.gift_fates(result, say), "fates"), fates_alternative(result, say)),
        "bands": (_chart(winners_losers.bands(result, say), "bands"), bands_alternative(result, say)),
    }
    futures = result.futures
    if futures is not None and futures.npv.any():
        drivers = drivers_of(futures)
        found["draws"] = (
            _chart(uncertainty.draws(futures, result.manifest.currency, say), "draws"),
            uncertainty.draws_alternative(futures, result, say),
        )
        found["drivers"] = (
            _chart(uncertainty.drivers(drivers, result, say), "drivers"),
            uncertainty.drivers_alternative(drivers, result, say),
        )
    return found


def _chart(figure: go.Figure, name: str) -> str:
    figure.update_layout(paper_bgcolor=CLEAR, plot_bgcolor=CLEAR)
    # Whoever loads the page as well has its template for a default, and would write another document of the same answer.
    drawn = figure.to_dict()
    drawn["layout"]["template"] = pio.templates[TEMPLATE].to_plotly_json()
    config = {"displayModeBar": False, "responsive": True}
    return str(pio.to_html(drawn, config, full_html=False, include_plotlyjs=False, div_id=f"chart-{name}", validate=False))
