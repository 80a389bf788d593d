"""The words of own data are the same set, with the same facts, in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data.checks.cell_rules import cell_rules
from data.checks.table_rules import TABLE_RULES
from data.schema import TABLES

WORDING = Path(__file__).parents[2] / "wording"
ROOMS = [Path(__file__).parents[2] / room for room in ("data", "terminal", "dashboard")]


def messages(language: str) -> dict[str, frozenset[str]]:
    """Return each message of own-data.ftl with the variables it uses."""
    text = (WORDING / language / "own-data.ftl").read_text(encoding="utf-8")
    found = re.findall(r"^([a-z][a-z-]*) = (.*(?:\n(?: |\}).*)*)", text, re.MULTILINE)
    assert len(found) == len({name for name, _ in found})
    return {name: frozenset(re.findall(r"\$(\w+)|\{ (own-\w+) ", body)) for name, body in found}


@pytest.mark.parametrize("language", ["ru", "zh"])
def test_every_language_says_the_same_things_with_the_same_facts(language: str) -> None:
    assert messages(language) == messages("en")


def test_every_rule_has_its_sentence() -> None:
    words = messages("en")
    keys = {rule.key for rule in TABLE_RULES}
    keys |= {rule.key for table in TABLES for column in table.columns for rule in cell_rules(column, "VARCHAR")}
    assert {f"error-{key}" for key in keys} <= set(words)


def test_every_error_of_own_data_is_used_somewhere() -> None:
    code = "".join(file.read_text(encoding="utf-8") for room in ROOMS for file in room.rglob("*.py"))
    unused = [name for name in messages("en") if name.startswith("error-") and f'"{name.removeprefix("error-")}"' not in code]
    assert unused == []
