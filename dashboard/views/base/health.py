"""The health of the base in use: measured on demand, kept by fingerprint, told verdict first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.background.jobs import Job
from dashboard.display.markdown import plain
from dashboard.views.base.job_panel import begin, busy_caption, is_busy, job_panel
from data.health.health import HealthReport, Status, health
from reports.base_health.rows import health_rows, health_verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from data.population.folder import Stamp
    from data.population.manifest import Manifest
    from data.progress import Progress
    from reports.base_health.rows import HealthRow
    from wording import Wording

Key = tuple[str, str, "Stamp"]
KEPT = 50


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[Key, HealthReport]:
    """Return the reports measured so far in this process, oldest first."""
    return {}


def health_of(path: Path, manifest: Manifest, stamp: Stamp, say: Wording) -> None:
    """Draw the health report of the base at `path`, or the button that measures it; `stamp` tells its files from others."""
    key = (manifest.fingerprint, str(path), stamp)
    report = _shelf().get(key)
    st.subheader(say("base-health"), anchor=False)
    if report is not None:
        _drawn(report, say)
        return
    st.markdown(say("base-health-help"))
    job_panel(("health",), say)
    if not is_busy():
        st.button(say("base-measure"), key="base_measure", on_click=_ask, args=(key,))
    busy_caption(say)
    if st.session_state.pop("base_measure_asked", None) == key:
        begin(Job("health", path.name, lambda progress: _measure(path, key, _shelf(), progress)))


def _ask(key: Key) -> None:
    st.session_state["base_measure_asked"] = key


def _measure(path: Path, key: Key, shelf: dict[Key, HealthReport], progress: Progress) -> None:
    shelf[key] = health(path, progress=progress)
    for oldest in list(shelf)[:-KEPT]:
        shelf.pop(oldest, None)


def _drawn(report: HealthReport, say: Wording) -> None:
    tell = {Status.PASS: st.success, Status.REVIEW: st.warning, Status.FAIL: st.error}[report.worst]
    tell(health_verdict(report, say))
    rows = health_rows(report, say)
    _table([row for row in rows if row.status is not Status.PASS], say, advice=True)
    good = [row for row in rows if row.status is Status.PASS]
    with st.expander(say("base-health-good", count=say.number(len(good)))):
        _table(good, say, advice=False)


def _table(rows: Sequence[HealthRow], say: Wording, *, advice: bool) -> None:
    if not rows:
        return
    names = ["status", "measure", "measured", "expected", *(["advice"] if advice else [])]
    header = [say(f"base-health-{name}") for name in names]
    cells = [
        (
            row.sign,
            f"**{row.title}**  \n{row.how}  \n{say('base-health-source', source=_source(row))}",
            row.measured,
            row.expected,
            *([row.advice] if advice else []),
        )
        for row in rows
    ]
    st.table([dict(zip(header, row, strict=True)) for row in cells], hide_index=True)


def _source(row: HealthRow) -> str:
    return f"[{plain(row.source)}]({row.source_url})" if row.source_url else plain(row.source)
