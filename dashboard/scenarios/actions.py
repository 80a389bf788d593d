"""What the buttons on scenarios do. Each runs before the page is drawn again and leaves its news for it, good or bad."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from analysis.mechanisms.registry import mechanism_of
from analysis.scenarios.scenarios import currency_note, scenario_of, settings_of
from analysis.settings.parameters import as_dict
from dashboard.scenarios.library import library
from dashboard.state import store
from data.errors import Problem, TransferImpactError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analysis.shards.store import AnyBase
    from dashboard.state.page_context import PageContext
    from data.scenarios.scenario_file import Scenario
    from data.scenarios.scenario_store import Saved

NAME, NEW_NAME, UPLOAD, _NEWS = "scenario_name", "scenario_new_name", "scenario_upload", "scenario_news"
CHOSEN, COMPARED, MOST_COMPARED = "scenario_chosen", "scenario_compared", 6


@dataclass(frozen=True)
class News:
    """What became of the last action: the key of a sentence and the scenarios it is about, or the problems met."""

    done: str = ""
    names: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def take_news() -> News | None:
    """Return the news of the last action, once."""
    found = st.session_state.pop(_NEWS, None)
    return found if isinstance(found, News) else None


def keep(page: PageContext) -> None:
    """Save the rules and assumptions in force under the name that was typed, and choose them below."""
    name = str(st.session_state[NAME])

    def work() -> None:
        saved = library().save(_present(name, page))
        st.session_state[NAME] = ""
        st.session_state[CHOSEN] = saved.id
        compared = st.session_state.get(COMPARED)
        if compared is not None and len(compared) < MOST_COMPARED:
            st.session_state[COMPARED] = [*compared, f"saved-{saved.id}"]

    _attempt("saved", [name.strip()], work)


def overwrite(seen: Saved, page: PageContext) -> None:
    """Put the rules and assumptions in force in the place of a scenario."""
    name = seen.scenario.name
    _attempt("replaced", [name], lambda: library().change(seen, _present(name, page)))


def rename(seen: Saved) -> None:
    """Give a scenario the name that was typed."""
    name = str(st.session_state[f"{NEW_NAME}_{seen.id}"])
    _attempt("renamed", [name.strip()], lambda: library().rename(seen, name))


def delete(seen: Saved) -> None:
    """Delete a scenario."""
    _attempt("deleted", [seen.scenario.name], lambda: library().delete(seen))


def load(seen: Saved, page: PageContext) -> None:
    """Move the sliders to a scenario, unless its rules do not fit the base in use."""

    def work() -> None:
        rules = settings_of(seen.scenario).rules_at(page.world.pack_price_per_gb)
        mechanism_of(rules).check(page.world.sampled(0), rules)
        apply_scenario(seen.scenario, page.world)
        note = currency_note(seen.scenario, page.world)
        store.note(*([note] if note else []))

    _attempt("loaded", [seen.scenario.name], work)


def bring_in(scenarios: Sequence[Scenario], *, keep_both: bool) -> None:
    """Save imported scenarios, all or none, and clear the upload."""
    names = [scenario.name for scenario in scenarios]
    if _attempt("imported", names, lambda: library().save_all(scenarios, keep_both=keep_both)):
        st.session_state[UPLOAD] = st.session_state.get(UPLOAD, 0) + 1


def apply_scenario(scenario: Scenario, world: AnyBase) -> None:
    """Choose what a scenario sets on a base, on every page; ParameterError where it cannot be read."""
    settings = settings_of(scenario)
    rules, assumptions = as_dict(settings.rules_at(world.pack_price_per_gb)), settings.own_assumptions_on(world)
    store.apply(rules, assumptions, scenario.preset or "", scenario.culture or "", scenario.horizon_months)


def _present(name: str, page: PageContext) -> Scenario:
    frame = {"preset": page.preset, "culture": page.culture}
    return scenario_of(name, page.world, page.question.rules, page.question.assumptions, **frame, horizon=page.question.horizon)


def _attempt(done: str, names: Sequence[str], work: Callable[[], object]) -> bool:
    try:
        work()
    except TransferImpactError as error:
        st.session_state[_NEWS] = News(problems=error.problems)
        return False
    st.session_state[_NEWS] = News(done, tuple(names))
    return True
