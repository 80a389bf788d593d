"""Answers the page keeps: the same question costs nothing twice, and no setting is too small to make another question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import pytest
import streamlit as st

from analysis.settings.assumptions import Assumptions, assumptions_for
from analysis.settings.parameters import as_dict
from analysis.settings.question import Question, question_on
from analysis.settings.rule_set import RuleSet
from analysis.settings.rules import Rules, make_rules
from dashboard.state import cache

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.settings.parameters import Value
    from analysis.world.world import World

S = TypeVar("S", RuleSet, Assumptions)


class Twin(Rules):
    """Rules of another mechanism that are called as those of gifting are."""

    mechanism = "twin"


def varied(settings: S) -> list[S]:
    """Return the settings with each of them changed by itself."""
    return [replace(settings, **{name: other(value)}) for name, value in as_dict(settings).items()]  # type: ignore[arg-type]


def other(value: Value) -> Value:
    """Return another value, a number by as little as a float can tell."""
    if isinstance(value, bool | None):
        return not value
    if isinstance(value, tuple):
        return (*value, "one more")
    return f"{value}!" if isinstance(value, str) else value * (1 + 2**-52) or 5e-324


@pytest.fixture
def questions(world: World) -> list[Question]:
    first = question_on(world, make_rules({}), assumptions_for(world, {}))
    found = [first, replace(first, horizon=25), replace(first, seed=2), replace(first, fingerprint="of other tables")]
    found += [replace(first, rules=Twin.of(as_dict(first.rules)))]
    found += [replace(first, rules=rules) for rules in varied(first.rules)]
    return found + [replace(first, assumptions=assumptions) for assumptions in varied(first.assumptions)]


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Stand in for the engine: the numbers of the answers it gave."""
    given: list[int] = []

    def numbered(*_: object, **__: object) -> int:
        given.append(len(given))
        return given[-1]

    st.cache_data.clear()
    monkeypatch.setattr(cache, "simulate", numbered)
    yield given
    st.cache_data.clear()


def test_every_question_is_answered_once(world: World, questions: list[Question], answered: list[int]) -> None:
    for _ in range(2):
        answers: list[object] = [cache.result_for(world, question, cuts=False) for question in questions]
        assert answers == answered == list(range(len(questions)))


def test_every_question_has_a_key_of_its_own(questions: list[Question]) -> None:
    assert len({question.key() for question in questions}) == len(questions)
    assert questions[0].key() != questions[0].key("best") != questions[0].key("best", 1)
    assert replace(questions[0]).key() == questions[0].key()
