"""How a chart and its table are put on the page: text alternative always, the same numbers as a table beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.outcomes.base_notices import HEALTH_FAILED, base_notices
from analysis.shards.store import Store
from dashboard.display.markdown import open_table, plain
from reports.content.headlines import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from analysis.results.result import Notice
    from analysis.shards.store import AnyBase
    from data.errors import Problem
    from wording import Wording


def table(header: Sequence[str], rows: Sequence[Sequence[str]], say: Wording) -> None:
    """Draw the numbers of a chart as a table, folded."""
    with st.expander(say("page-table")):
        open_table(header, rows)


def titled(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], say: Wording, key: str) -> None:
    """Draw the title of a chart, and at the end of its line the chart's numbers as a table, a click or a key away."""
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"title_{key}"):
        st.subheader(title, anchor=False)
        table_behind(header, rows, say, key)


def table_behind(header: Sequence[str], rows: Sequence[Sequence[str]], say: Wording, key: str) -> None:
    """Draw a button that opens the numbers of a chart as a table."""
    with st.popover(say("page-table"), type="tertiary", icon=":material/table_rows:", key=f"table_{key}"):
        open_table(header, rows)


def problems(found: Sequence[Problem], say: Wording, tell: Callable[[str], object]) -> None:
    """Say every problem with `tell`, say `st.error`, in one box; a stranger's text in them stays text."""
    lines = [plain(say.problem(problem.key, problem.facts)) for problem in found]
    if lines:
        tell(lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines))


def base_warning(world: AnyBase, say: Wording) -> None:
    """Say above every page that the base fails its health, where it does."""
    for line in lines_of((one for one in base_notices(world) if one.key == HEALTH_FAILED), say):
        st.warning(plain(line))


def below_warning(notices: Iterable[Notice], say: Wording) -> list[str]:
    """Return a sentence for each notice that does not stand above the page already."""
    return lines_of((one for one in notices if one.key != HEALTH_FAILED), say)


def base_facts(world: AnyBase, say: Wording) -> None:
    """Say which base this is: name, size, months, currency, fingerprint, and what of it was not observed."""
    manifest = world.manifest
    st.caption(
        say(
            "page-base-facts",
            name=plain(manifest.name),
            subscribers=say.number(world.subscribers),
            first=say.month(world.months[0]),
            last=say.month(world.months[-1]),
            currency=manifest.currency,
            fingerprint=manifest.fingerprint[:16],
        )
    )
    if isinstance(world, Store) and world.stands_for:
        st.caption(say("page-store-used", store=plain(world.path.name)))
    if manifest.synthesised:
        what = ", ".join(say(f"synthesised-{name}") for name in manifest.synthesised)
        st.caption(say("page-base-synthesised", what=what))
    for line in below_warning(base_notices(world), say):
        st.caption(line)
