"""docs/rules.md says what the declarations and the engine say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.world.prepare import prepare
from tests.analysis.rules_doc import DOC, with_tables

if TYPE_CHECKING:
    from pathlib import Path


def test_the_tables_are_those_of_the_declarations_and_the_default_base(default_base: Path) -> None:
    text = DOC.read_text(encoding="utf-8")
    assert with_tables(text, prepare(default_base)) == text
