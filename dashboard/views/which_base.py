"""Page 5: on which base? What the base in use is and how believable it is; how to get another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.bases.session_bases import own_bases
from dashboard.display.markdown import Marked, open_table, plain
from dashboard.state.cache import world_at
from dashboard.views.base.build_form import build_form
from dashboard.views.base.folder_form import folder_form
from dashboard.views.base.health import health_of
from dashboard.views.base.job_panel import job_panel, session_job
from dashboard.views.base.schema import schema_tables
from dashboard.views.base.upload_form import files_form
from dashboard.views.learned import learned_part
from data.population.folder import stamp_of

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.shards.store import AnyBase
    from wording import Wording

WAYS = {"build": build_form, "files": files_form, "folder": folder_form}


def show(say: Wording, current: Path | None) -> None:
    """Draw the page; `current` is the folder of the base in use, None where there is none or it cannot be opened."""
    st.title(say("question-base"))
    st.markdown(say("base-lead"))
    if current is None:
        st.info(say("base-none"))
    else:
        _in_use(current, say)
    st.header(say("base-another"), anchor=False)
    ways = list(WAYS)
    job = session_job()
    # Coming back to the page while a job runs, one finds it under the way it was started from.
    first = ways.index(job.kind) if job is not None and job.kind in ways else 0
    way = st.radio(say("base-way"), ways, index=first, format_func=lambda name: say(f"base-way-{name}"), key="base_way")
    WAYS[way](say)
    job_panel(tuple(ways), say)  # where the button was pressed: a long form would hide it above
    schema_tables(say)


def _in_use(current: Path, say: Wording) -> None:
    st.header(say("base-in-use", name=plain(current.name)), anchor=False)
    stamp = stamp_of(current)
    world = world_at(str(current), stamp)
    if own_bases().get(current.name) == current:
        st.caption(say("base-private"))
    _facts(world, say)
    health_of(current, world.manifest, stamp, say)
    learned_part(current, world, say)


def _facts(world: AnyBase, say: Wording) -> None:
    manifest = world.manifest
    made_up = ", ".join(say(f"synthesised-{part}") for part in manifest.synthesised)
    kinds = {"synthetic": "base-source-synthetic", "import": "base-source-import"}
    rows = {
        "base-fact-name": manifest.name,
        "base-fact-subscribers": say.number(world.subscribers),
        "base-fact-months": say(
            "base-months", count=say.number(len(world.months)), first=say.month(world.months[0]), last=say.month(world.months[-1])
        ),
        "base-fact-currency": manifest.currency,
        "base-fact-source": say(kinds[manifest.source]) if manifest.source in kinds else manifest.source,
        "base-fact-made-up": made_up or say("base-nothing-made-up"),
        "base-fact-fingerprint": Marked(f"`{manifest.fingerprint[:16]}`"),
    }
    header = (say("base-fact"), say("base-value"))
    open_table(header, [(say(key), text) for key, text in rows.items()], hide_header=True)
