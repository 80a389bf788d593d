"""A fact may be as long as whoever wrote it liked: the sentence tells its beginning, and how much more there is."""

from __future__ import annotations

import pytest

from wording import LANGUAGES, wording

PLANS = tuple(f"plan-{nth:03}" for nth in range(142))
FACTS: dict[str, str | int | float | tuple[str, ...]] = {
    "name": "giver_plans",
    "value": "a" * 2600,
    "nearest": "",
    "choices": PLANS,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_fact_is_told_by_its_beginning_and_its_length(language: str) -> None:
    told = wording(language).problem("unknown-plan", FACTS)
    assert "aaaaaaaa…" in told
    assert "2600" in told
    assert "a" * 300 not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_many_names_the_first_ten_are_told_and_how_many_more_there_are(language: str) -> None:
    told = wording(language).problem("unknown-plan", FACTS)
    assert "plan-009" in told
    assert "plan-010" not in told
    assert "132" in told


def test_of_a_few_names_all_are_told() -> None:
    told = wording("en").problem("unknown-plan", FACTS | {"choices": PLANS[:10]})
    assert ", ".join(PLANS[:10]) in told
    assert "more" not in told


def test_a_sentence_takes_a_value_longer_than_fluent_does() -> None:
    assert "x" * 2000 in wording("en")("cli-error", text="x" * 50_000)
