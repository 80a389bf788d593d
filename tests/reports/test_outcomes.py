"""An outcome is told by its declared unit alone, in every language and every format."""

from __future__ import annotations

from typing import get_args

import pytest

from analysis.outcomes.measures import HEADLINES, MEASURES, VOLUMES, Unit
from reports.numbers.outcomes import KINDS, change_text, level_text, unit_titles
from wording import LANGUAGES, wording


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_declared_outcome_has_words_and_a_unit(name: str, language: str) -> None:
    say = wording(language)
    assert say.has(f"outcome-{name}")
    assert all(unit_titles(name, "RUB", say))
    assert level_text(name, 0.5, "RUB", say)
    assert change_text(name, -0.5, "RUB", say).startswith("−")


def test_every_unit_an_outcome_may_have_is_told_in_every_format() -> None:
    assert set(KINDS) == set(get_args(Unit))


def test_headlines_and_volumes_follow_from_the_declarations() -> None:
    assert HEADLINES == ("topup_rate", "renewal_rate", "satisfaction", "profit_per_subscriber")
    assert VOLUMES == ("unmet_gb", "expired_gb")
