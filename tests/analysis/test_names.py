"""Plans have any name: what is typed is taken as it is written, and what is written out can be typed again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.settings.parameters import names_in, names_text, parameters_of, parse_settings
from analysis.settings.rules import Rules


def test_capitals_of_a_plan_are_kept() -> None:
    assert parse_settings(Rules, {"giver_plans": "VIP, Talk 5"}) == {"giver_plans": ("VIP", "Talk 5")}
    assert parse_settings(Rules, {"giver_plans": "NONE"}) == {"giver_plans": None}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8), min_size=1, max_size=4))
def test_any_names_come_back_from_the_text_that_is_typed(names: list[str]) -> None:
    assert names_in(names_text(tuple(names))) == tuple(names)
    written = parameters_of(Rules)["giver_plans"].write(tuple(names))
    assert parse_settings(Rules, {"giver_plans": written}) == {"giver_plans": tuple(names)}
