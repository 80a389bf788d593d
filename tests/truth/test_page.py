"""docs/coverage.md: every headline has its share, and none is outside what is required."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.outcomes.measures import HEADLINES
from tests.truth import page
from tests.truth.held import Held
from tests.truth.learning import INTERVALS
from tests.truth.next_year import Leaning

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("layer", [layer for layer in page.BANDS if not layer.startswith("learning")])
def test_every_headline_has_its_share_on_the_page(layer: str) -> None:
    assert set(HEADLINES) | {"npv"} <= set(page.shares(layer))


def test_every_certificate_with_an_interval_has_its_share_too() -> None:
    assert set(INTERVALS) == set(page.shares("learning"))


def test_the_cumulative_profit_has_its_share_too() -> None:
    assert {"cumulative_6", "cumulative_12", "cumulative_24"} <= set(page.shares("sampling"))


def test_every_headline_is_held_against_next_year() -> None:
    assert set(HEADLINES) | {"npv"} <= set(page.leanings())


def test_nothing_on_the_page_is_outside_what_is_required() -> None:
    assert page.outside() == []


def test_a_share_outside_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "coverage.md"
    copy.write_text(page.PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(page, "PAGE", copy)
    page.write("sampling", page.shares_table((Held("npv", 200, 160, 0.1, None), Held("satisfaction", 200, 180, 0.1, None))))
    page.write("next-year", page.leaning_table((Leaning("npv", 60, -8.0, -10.0, -0.3, -0.1),)))
    assert page.outside() == [
        "sampling: npv 80.0 % is outside 85 - 95 %",
        "next-year: npv leans by -20.0 %, more than 10 %",
    ]
