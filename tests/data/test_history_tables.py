"""The optional tables are read, checked and written like the four, and change no fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data.errors import InputError
from data.importing.importer import import_population
from data.population.full_check import check_population
from tests.data.tiny import change, write_tiny

if TYPE_CHECKING:
    from pathlib import Path

HISTORY = {
    "prices": "plan_id,region,date,pack_price\nsmall,north,2025-01-15,90\n",
    "bonuses": "subscriber_id,date,bonus_gb,reason\n001,2025-01-09,2,sorry\n",
    "survey": "subscriber_id,date,score\n001,2025-01-20,70\n002,2025-01-20,\n",
    "daily": "subscriber_id,date,used_gb,balance_gb,billing_day\n001,2025-01-20,0.3,4,5\n",
    "purchases": "subscriber_id,date,pack_gb,packs,paid\n001,2025-02-20,2,1,100\n",
    "plan_moves": "subscriber_id,date,from_plan,to_plan\n001,2025-02-20,endless,small\n",
    "shocks": "region,date,kind,days\nnorth,2025-02-20,outage,2\n",
    "gifts": "subscriber_id,contact_id,date,kind,outcome,gift_gb,fee\n001,002,2025-02-20,data,accepted,1,0\n",
    "launches": "region,feature,date\nnorth,gifts,2025-02-20\n",
}


def with_history(folder: Path) -> Path:
    """Write the tiny population with every optional table and return its folder."""
    write_tiny(folder)
    for table, text in HISTORY.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    return folder


def test_optional_tables_are_imported_and_change_no_fingerprint(tmp_path: Path) -> None:
    plain = import_population(write_tiny(tmp_path / "plain"), "schema", tmp_path / "one")
    more = import_population(with_history(tmp_path / "more"), "schema", tmp_path / "two")
    assert more.fingerprint == plain.fingerprint
    assert {file.stem for file in (tmp_path / "two").glob("*.parquet")} >= set(HISTORY)
    verdict = check_population(tmp_path / "two")
    assert not verdict.errors
    assert {verdict.rows[table] for table in HISTORY} == {1, 2}


@pytest.mark.parametrize(
    ("table", "old", "new", "key"),
    [
        ("survey", "002,2025", "001,2025", "duplicate-key"),
        ("bonuses", "001,", "009,", "orphan"),
        ("plan_moves", "endless,small", "endless,none", "orphan"),
        ("prices", ",90", ",-1", "out-of-range"),
        ("daily", "2025-01-20", "20 January", "wrong-type"),
        ("gifts", "accepted", "lost", "not-allowed"),
    ],
)
def test_what_is_wrong_in_an_optional_table_is_told_with_its_place(
    tmp_path: Path, table: str, old: str, new: str, key: str
) -> None:
    source = with_history(tmp_path / "source")
    change(source, table, old, new)
    with pytest.raises(InputError) as raised:
        import_population(source, "schema", tmp_path / "out")
    assert [problem.key for problem in raised.value.problems] == [key]
    assert raised.value.problems[0].facts["file"] == f"{table}.csv"
    assert raised.value.problems[0].facts["row"]
