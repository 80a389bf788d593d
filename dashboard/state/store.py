"""The one place where choices live in a session: widgets show it and write to it, the address follows it.

Streamlit forgets the state of a widget that is not drawn in a run; what is kept here outlives pages that are not open.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.state.address import Link, decode, encode_short
from dashboard.state.choice import Chosen, preset_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.settings.parameters import Value
    from data.errors import Problem

_CHOSEN, _LINK = "chosen", "opened_link"
_PAST, _AHEAD = "moves_past", "moves_ahead"
MOST_MOVES = 100


def chosen() -> Chosen:
    """Return what was chosen; the address is read once, when the session opens, and follows from then on."""
    if _CHOSEN not in st.session_state:
        link = decode({name: st.query_params.get_all(name) for name in st.query_params})
        st.session_state[_LINK], st.session_state[_CHOSEN] = link, link.chosen
    kept: Chosen = st.session_state[_CHOSEN]
    return kept


def opened_link() -> Link:
    """Return the link this session was opened with, until its notes are dismissed."""
    link: Link = st.session_state.get(_LINK, Link(Chosen()))
    return link


def dismiss_notes() -> None:
    """Forget what there was to say about the link."""
    st.session_state.pop(_LINK, None)


def keep(changed: Chosen) -> None:
    """Replace the choice as a person moved it, which can be taken back; widgets drawn after this show it."""
    now = chosen()
    if changed.question != now.question:
        st.session_state[_PAST] = [*_stack(_PAST), now][-MOST_MOVES:]
        st.session_state[_AHEAD] = []
    fit(changed)


def fit(changed: Chosen) -> None:
    """Replace the choice by what fits the base, or stands beside the question: no move that could be taken back."""
    st.session_state[_CHOSEN] = changed


def undo() -> None:
    """Take the last move back."""
    _step(_PAST, _AHEAD)


def redo() -> None:
    """Make the move that was taken back last."""
    _step(_AHEAD, _PAST)


def can_undo() -> bool:
    """Say whether there is a move to take back."""
    return bool(_stack(_PAST))


def can_redo() -> bool:
    """Say whether there is a move to make again."""
    return bool(_stack(_AHEAD))


def _step(source: str, target: str) -> None:
    left, now = _stack(source), chosen()
    if left:
        then = left[-1]
        st.session_state[source], st.session_state[target] = left[:-1], [*_stack(target), now]
        fit(replace(then, language=now.language, base=now.base, is_private=now.is_private, money=now.money))


def _stack(name: str) -> list[Chosen]:
    kept: list[Chosen] = st.session_state.get(name, [])
    return kept


def write_address() -> None:
    """Let the address say what is chosen: changing the page drops its query, and a choice changes it."""
    wanted = encode_short(chosen())
    if {name: st.query_params.get_all(name) for name in st.query_params} != wanted:
        st.query_params.from_dict(wanted)


def choose_preset(name: str) -> None:
    """Take every rule from a preset ("" for the declared defaults); none is changed by hand then."""
    keep(replace(chosen(), preset=name, rules={}))


def choose_rule(name: str, value: Value) -> None:
    """Set one rule."""
    keep(chosen().with_rule(name, value))


def choose_horizon(months: Value) -> None:
    """Look so many months ahead."""
    keep(replace(chosen(), horizon=int(str(months))))


def choose_base(name: str) -> None:
    """Take the base in the folder `name` of the populations."""
    fit(replace(chosen(), base=name))


def mark_private(*, is_private: bool) -> None:
    """Note whether the base is one that this session uploaded: the address says so when the session is gone."""
    if chosen().is_private != is_private:
        fit(replace(chosen(), is_private=is_private))


def apply(
    rules: Mapping[str, Value], assumptions: Mapping[str, Value], preset: str = "", culture: str = "", horizon: int | None = None
) -> None:
    """Take over a whole set, a saved scenario for one; rules that are left out stay as the preset has them."""
    own = preset_values(preset, chosen().money.pack_price_per_gb)
    changed = {name: value for name, value in rules.items() if own[name] != value}
    months = chosen().horizon if horizon is None else horizon
    keep(replace(chosen(), preset=preset, culture=culture, horizon=months, rules=changed, assumptions=dict(assumptions)))


def choose_language(code: str) -> None:
    """Speak a language from now on.

    What is picked from a list travels between browser and server as words: each is told anew, in the words of this language,
    or the browser would send those of the last one back, which are no choice any more.
    """
    fit(replace(chosen(), language=code))
    for key, value in list(st.session_state.items()):
        # The stops of a slider travel as words too.
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if (
            isinstance(value, str)
            or is_number
            or (isinstance(value, list) and value and all(isinstance(one, str) for one in value))
        ):
            st.session_state[key] = value


def note(*problems: Problem) -> None:
    """Add to what there is to say until it is dismissed."""
    if problems:
        link = opened_link()
        st.session_state[_LINK] = replace(link, problems=(*link.problems, *problems))
