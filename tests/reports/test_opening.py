"""The block that opens every report, and what sets rules apart from those they began as."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analysis.scenarios.presets import choose_rules, preset_rules
from analysis.settings.rules import Rules, make_rules
from data.presets import RULES, preset_names
from reports.content.rule_differences import Difference, rule_differences
from reports.content.settings import settings_of
from reports.document.opening import opening_rows
from reports.numbers.values import short_text
from tests.reports.ready import recorded
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from analysis.results.result import Result


@pytest.mark.parametrize("preset", preset_names(RULES))
def test_a_preset_does_not_differ_from_itself(preset: str) -> None:
    assert rule_differences(choose_rules(preset, {}, 20.0), preset, 20.0) == ()


def test_what_is_changed_is_told_with_what_it_was() -> None:
    rules = make_rules(preset_rules("t2", 20.0) | {"gift_days": 3})
    assert rule_differences(rules, "t2", 20.0) == (Difference("gift_days", 3, 7),)
    assert Difference("gift_days", 3, None) in rule_differences(rules, None, 20.0)
    assert rule_differences(Rules(), None, 20.0) == ()


def test_rules_of_a_file_of_ones_own_are_compared_with_the_declared_ones() -> None:
    assert rule_differences(make_rules({"fee_per_gb": 5.0}), "mine.toml", 20.0) == (Difference("fee_per_gb", 5.0, 0.0),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_opening_names_rules_base_seed_version_date_horizon_currency_and_the_caveat(
    plain_result: Result, language: str
) -> None:
    say = wording(language)
    record = recorded(replace(plain_result, rules=make_rules(preset_rules("t2", 20.0) | {"gift_days": 3})), "t2")
    rows = opening_rows(replace(plain_result, rules=make_rules(preset_rules("t2", 20.0) | {"gift_days": 3})), record, say)
    text = "\n".join(value for _, value in rows)
    asked = (say("preset-t2"), say("gift_days"), plain_result.manifest.name, plain_result.manifest.fingerprint, record.version)
    assert [part for part in (*asked, "2026", "RUB", str(record.seed), "24", say("doc-base-synthetic")) if part not in text] == []
    assert rows[-1] == (say("doc-not"), say("doc-caveat"))


def test_a_long_list_of_plans_is_told_by_its_first_and_a_count() -> None:
    told = short_text(tuple(f"plan {number}" for number in range(40)), wording("en"))
    assert told == "plan 0, plan 1, plan 2, plan 3 and 36 more"


@pytest.mark.parametrize(("language", "told"), [("en", "−0.7"), ("ru", "−0,7"), ("zh", "−0.7")])
def test_values_are_written_as_the_language_writes_numbers(language: str, told: str) -> None:
    say = wording(language)
    assert short_text(-0.7, say) == told
    assert short_text(30.0, say) == "30"
    assert short_text(True, say) == say("value-on")


def test_what_is_not_as_declared_is_marked(plain_result: Result) -> None:
    rules, assumptions = settings_of(replace(plain_result, rules=make_rules({"gift_days": 3})), wording("en"))
    assert [row.name for row in rules if row.changed] == ["gift_days"]
    ranges = {row.name: row.likely for row in assumptions}
    assert ranges["give_probability"] == "0.01 … 0.3"
    assert ranges["discount_rate"] == ""
