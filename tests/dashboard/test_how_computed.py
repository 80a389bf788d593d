"""Page 6: how is it computed - complete and in step with the declarations and docs/method.md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import parameters_of
from analysis.settings.rule_kinds import KINDS
from data.sources import load_sources
from reports.content.method import EQUATIONS, LIMITS, TERMS, registry_rows
from reports.numbers.values import setting_text
from tests.conftest import ROOT
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    Opened = Callable[..., AppTest]


def test_there_are_as_many_equations_as_the_method_has() -> None:
    numbered = re.findall(r"^(\d+)\. \*\*", (ROOT / "docs" / "method.md").read_text(), re.MULTILINE)
    assert len(EQUATIONS) == len(numbered)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_equations_numbers_limits_and_terms(open_page: Opened, language: str) -> None:
    page = open_page("method", lang=language)
    assert not page.exception
    assert len(page.latex) == len(EQUATIONS)
    registries = [*KINDS.values(), Assumptions]
    assert [len(table.value) for table in page.table] == [*(len(parameters_of(one)) for one in registries), len(TERMS)]
    say = wording(language)
    texts = "\n".join(text.value for text in page.markdown)
    assert all(say(f"limit-{name}") in texts for name in LIMITS)


@pytest.mark.parametrize("registry", [*KINDS.values(), Assumptions])
def test_every_declared_number_says_its_source_and_how_sure_it_is(registry: type) -> None:
    say = wording("en")
    for parameter, row in zip(parameters_of(registry).values(), registry_rows(registry, "RUB", say), strict=True):
        source = load_sources()[parameter.source]
        assert row[0] == say(parameter.name)
        assert source.title in row[4]
        assert row[5] == say(f"confidence-{source.confidence}")
        assert all(row[i] for i in (2, 3)), f"{parameter.name} has neither default nor range"


@pytest.mark.parametrize(
    ("value", "text"), [(0.1625, "0,1625"), (30.0, "30"), (1e9, "1\u00a0000\u00a0000\u00a0000"), (-0.7, "-0,7"), (0, "0")]
)
def test_numbers_keep_just_the_decimals_they_have(value: float, text: str) -> None:
    assert setting_text(value, wording("ru")) == text
