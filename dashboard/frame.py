"""What every page shares: language, base, rules form; then the page itself, or a sentence with a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.parameters import as_dict
from analysis.presets import culture_assumptions
from analysis.rules import make_rules
from analysis.simulate import assumptions_for
from dashboard.address import choice
from dashboard.bases import found_populations, populations_folder
from dashboard.cache import result_for, world_at
from dashboard.controls import culture_choice, preset_choice, rules_form
from dashboard.views import what_happens
from data.errors import TransferImpactError
from data.storage import MARK
from wording import LANGUAGE_PROMPT, LANGUAGES, Wording, wording

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.parameters import Value
    from analysis.results import Result
    from analysis.world import World


def page() -> None:
    """Draw the whole page for what the sidebar and the address say."""
    with st.sidebar:
        say = _language()
        world = _base(say)
        if world is None:
            return
        st.header(say("page-rules"), anchor=False)
        preset_choice(say)
        culture = culture_choice(say)
        values = rules_form(world.manifest.currency, world.plans, say)
    try:
        result = _answer(world, values, culture)
    except TransferImpactError as error:
        for problem in error.problems:
            st.error(say.problem(problem.key, problem.facts))
        return
    what_happens.show(result, say)
    _base_facts(result, say)


def _language() -> Wording:
    return wording(choice(LANGUAGE_PROMPT, list(LANGUAGES), key="lang", show=lambda code: LANGUAGES[code]))


def _base(say: Wording) -> World | None:
    """Let the user choose a base and return it prepared; None, with a way out on the page, when there is none."""
    found = found_populations()
    if not found:
        st.session_state["no_base"] = True
        st.warning(say("page-no-base"))
        st.markdown(say("page-no-base-help", path=str(populations_folder() / "default")))
        return None
    name = choice(say("page-base"), list(found), key="base", show=str)
    path: Path = found[name]
    try:
        with st.spinner(say("page-loading")):
            return world_at(str(path), (path / MARK).stat().st_mtime)
    except TransferImpactError as error:
        for problem in error.problems:
            st.error(say.problem(problem.key, problem.facts))
        return None


def _answer(world: World, values: dict[str, Value], culture: str | None) -> Result:
    rules = make_rules(values)
    assumptions = assumptions_for(world, culture_assumptions(culture) if culture else {})
    return result_for(
        world,
        world.manifest.fingerprint,
        world.seed,
        tuple(as_dict(rules).items()),
        tuple(as_dict(assumptions).items()),
    )


def _base_facts(result: Result, say: Wording) -> None:
    manifest = result.manifest
    st.caption(
        say(
            "page-base-facts",
            name=manifest.name,
            subscribers=say.number(result.subscribers),
            first=say.month(result.months[0]),
            last=say.month(result.months[-1]),
            currency=manifest.currency,
            fingerprint=manifest.fingerprint[:16],
        )
    )
    if manifest.synthesised:
        what = ", ".join(say(f"synthesised-{name}") for name in manifest.synthesised)
        st.caption(say("page-base-synthesised", what=what))
