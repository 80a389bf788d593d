"""Whose tables answer: those that lie in the folder now, under what the base itself says of them."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from analysis.settings.assumptions import assumptions_for
from analysis.settings.question import Question
from analysis.settings.rules import make_rules
from analysis.world.world import DEFAULT_SEED
from dashboard.background import tasks
from data.errors import InputError
from data.population.folder import stamp_of
from data.synthetic.generator import synthesise

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from analysis.world.world import World


@pytest.fixture
def bases(tmp_path: Path) -> Path:
    """Give the folder of two bases of the same tables that differ in what they say of themselves."""
    synthesise(tmp_path / "bases" / "dollars", subscribers=1000, seed=3)
    shutil.copytree(tmp_path / "bases" / "dollars", tmp_path / "bases" / "euros")
    for name, currency in (("dollars", "USD"), ("euros", "EUR")):
        file = tmp_path / "bases" / name / "manifest.json"
        file.write_text(json.dumps(json.loads(file.read_text()) | {"currency": currency, "name": f"in {name}"}))
    return tmp_path / "bases"


def texts(page: AppTest) -> str:
    assert not page.exception
    return "\n".join(part.value for kind in ("markdown", "caption", "warning", "info") for part in getattr(page, kind))


def test_equal_tables_under_two_manifests_are_answered_each_in_its_own_currency(
    open_page: Callable[..., AppTest], bases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(bases))
    dollars, euros = texts(open_page(base="dollars")), texts(open_page(base="euros"))
    assert "US$" in dollars
    assert "€" not in dollars
    assert "€" in euros
    assert "US$" not in euros


def replace_tables(base: Path, other: Path) -> None:
    """Put other tables where a base's lie, of the old time; the manifest stays."""
    for file in other.glob("*.parquet"):
        old = (base / file.name).stat()
        (base / file.name).write_bytes(file.read_bytes())
        os.utime(base / file.name, ns=(old.st_atime_ns, old.st_mtime_ns))


def test_tables_replaced_under_an_old_manifest_answer_from_the_next_look_on(
    open_page: Callable[..., AppTest], bases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(bases))
    page = open_page(base="dollars")
    assert "1,000" in texts(page)
    synthesise(bases.parent / "other", subscribers=1234, seed=3)
    replace_tables(bases / "dollars", bases.parent / "other")
    for again in (page.run(), open_page(base="dollars")):
        told = texts(again)
        assert "1,234" in told
        assert "The tables are not those this base was stamped for" in told


def test_the_stamp_of_a_base_follows_content_of_the_same_size_and_time(bases: Path) -> None:
    file = bases / "dollars" / "plans.parquet"
    before, seen, content = stamp_of(bases / "dollars"), file.stat(), bytearray(file.read_bytes())
    content[-20] ^= 1
    file.write_bytes(content)
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (seen.st_size, seen.st_mtime_ns)
    assert stamp_of(bases / "dollars") != before


def test_work_aside_on_tables_that_were_replaced_is_a_sentence(world: World, population: Path) -> None:
    asked = tasks.Located(population, Question("of other tables", DEFAULT_SEED, make_rules({}), assumptions_for(world, {})))
    with pytest.raises(InputError) as error:
        asked.opened()
    assert error.value.problems[0].key == "tables-replaced"
