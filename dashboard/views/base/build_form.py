"""Build a synthetic base: the form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.background.jobs import Job
from dashboard.bases.new_base import LARGEST, Recipe, build
from dashboard.bases.populations import populations_folder
from dashboard.bases.session_bases import LONGEST_NAME, free_name, name_problem
from dashboard.views.base.job_panel import begin, busy_caption, is_busy
from dashboard.views.base.problem_list import form_errors
from data.synthetic.generator import LEAST, MOST
from data.synthetic.market import load_market, market_names, operator_names

if TYPE_CHECKING:
    from wording import Wording

USUAL, STEP, MOST_SEED = 100_000, 10_000, 2**31 - 1


def build_form(say: Wording) -> None:
    """Draw the form: market, operator, size, seed, name; the button starts the job."""
    st.markdown(say("base-build-help"))
    left, right = st.columns(2)
    with left:
        markets = market_names()
        market = st.selectbox(
            say("base-market"),
            markets,
            index=markets.index("russia"),
            format_func=lambda name: say(f"base-market-{name}"),
            key="base_market",
        )
        subscribers = st.number_input(say("base-size"), LEAST, LARGEST, USUAL, STEP, key="base_size")
        st.caption(say("base-size-help", low=say.number(LEAST), high=say.number(LARGEST)))
    with right:
        operators = operator_names(market)
        usual = operators.index(load_market(market).operator)
        operator = st.selectbox(say("base-operator"), operators, index=usual, key=f"base_operator_{market}")
        seed = st.number_input(say("base-seed"), 0, MOST_SEED, 1, key="base_seed")
        st.caption(say("base-seed-help"))
    name = name_input("synthetic", say)
    recipe = Recipe(market, operator, int(subscribers), int(seed))
    if st.button(say("base-build"), type="primary", disabled=is_busy(), key="base_build"):
        wrong = name_problem(name)
        if wrong is None:
            begin(Job("build", name, partial(build, populations_folder(), name, recipe)))
        else:
            form_errors([wrong], say)
    busy_caption(say)
    _larger(recipe, name, say)


def name_input(stem: str, say: Wording) -> str:
    """Draw the field for the name of a new base, filled with one that is free."""
    free = free_name(stem)
    name = st.text_input(say("base-name"), free, max_chars=LONGEST_NAME, key=f"base_name_{free}")
    st.caption(say("base-name-help"))
    return name.strip()


def _larger(recipe: Recipe, name: str, say: Wording) -> None:
    """Show the command that builds the same base, or one too large for the page."""
    st.caption(say("base-larger", high=say.number(LARGEST), most=say.number(MOST)))
    command = say(
        "base-command",
        subscribers=str(recipe.subscribers),
        market=recipe.market,
        operator=f'"{recipe.operator}"' if " " in recipe.operator else recipe.operator,
        seed=str(recipe.seed),
        path=f"populations/{name}",
    )
    st.code(command, language="bash", wrap_lines=True)
