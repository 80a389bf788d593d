"""A log of gifts scanned for resale: planted resellers are found, honest givers are left alone, and ids stay with the base."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pytest

from analysis.resellers.scan import MARKS, Scan, scan
from data.errors import InputError
from data.planted.figures import planted
from data.synthetic.generator import synthesise
from reports.decisions.resale_scan import scan_lines, scan_plain, scan_rows
from tests.analysis.builder import Builder
from tests.tools.scan_alarms import hide_ties
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

SUBSCRIBERS = 6_000


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("honest") / "base"
    synthesise(folder, SUBSCRIBERS, 3, history=("gifts",))
    return folder


@pytest.fixture(scope="module")
def resold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("resold") / "base"
    synthesise(folder, SUBSCRIBERS, 3, history=("gifts",), resellers=True)
    return folder


def planted_ids(honest: Path, resold: Path) -> set[str]:
    """Return who gives in the log with resellers what it does not give in the other."""
    query = "select distinct subscriber_id from (from '{}' except from '{}')"
    with duckdb.connect() as connection:
        found = connection.execute(query.format(resold / "gifts.parquet", honest / "gifts.parquet")).fetchall()
    return {name for (name,) in found}


def test_planted_resellers_are_found_and_nobody_else(honest: Path, resold: Path) -> None:
    theirs = planted_ids(honest, resold)
    assert len(theirs) == np.ceil(float(str(planted()["resellers_share"])) * SUBSCRIBERS)
    found = scan(resold)
    suspects = set(found.ids[found.suspects].tolist())
    assert suspects <= theirs
    assert len(suspects) >= 0.6 * len(theirs)
    assert found.counts().suspects_share > 0


def test_of_honest_givers_nobody_is_suspected_though_some_bear_a_mark(honest: Path) -> None:
    counts = scan(honest).counts()
    assert counts.givers > 300
    assert max(counts.marks) > 0
    assert counts.suspects == 0


def test_where_most_ties_are_unknown_still_few_are_suspected(honest: Path, tmp_path: Path) -> None:
    base = tmp_path / "base"
    base.mkdir()
    for file in honest.iterdir():
        if file.is_file():
            (base / file.name).write_bytes(file.read_bytes())
    hide_ties(base, 0.8)
    assert scan(base).marks[:, 0].sum() >= scan(honest).marks[:, 0].sum()
    assert scan(base).counts().suspects <= 0.01 * scan(base).ids.size


def gifts_by_hand(folder: Path, rows: list[tuple[str, str, str, float]], table: str) -> None:
    kind = "'data', 'accepted', " if "kind" in table else ""
    with duckdb.connect() as connection:
        connection.execute(f"create table {table}")
        connection.executemany(f"insert into gifts values (?, ?, ?, {kind}?)", [list(row) for row in rows])
        connection.execute(f"copy gifts to '{folder / 'gifts.parquet'}' (format parquet)")


OWN_LOG = "gifts (subscriber_id varchar, contact_id varchar, date date, kind varchar, outcome varchar, gift_gb decimal(18,6))"
PILOT_LOG = "gifts (giver_id varchar, receiver_id varchar, month date, gb decimal(18,6))"


@pytest.fixture
def six(tmp_path: Path) -> Path:
    """Return a base of a seller, a friend with whom it shares a contact, and six strangers; nobody joined lately."""
    base = Builder().tie("seller", "friend").tie("friend", "other").tie("seller", "other")
    for name in ("seller", "friend", "other", *(f"s{nth}" for nth in range(6))):
        base.person(name, *[5.0] * 6)
    return base.write(tmp_path / "base")


@pytest.mark.parametrize("log", [OWN_LOG, PILOT_LOG], ids=["its own log", "a pilot's"])
def test_each_mark_is_as_worked_out_by_hand(six: Path, tmp_path: Path, log: str) -> None:
    rows = [("seller", f"s{nth}", f"2026-{1 + nth:02d}-01", 5.0) for nth in range(6)]
    rows += [("seller", "friend", "2026-01-01", 0.1), ("friend", "seller", "2026-02-01", 0.1)]
    place = six if log == OWN_LOG else tmp_path / "pilot"
    place.mkdir(exist_ok=True)
    gifts_by_hand(place, rows, log)
    found = scan(six, None if log == OWN_LOG else place, cap_gb=5.0)
    marks = dict(zip(found.ids.tolist(), found.marks.tolist(), strict=True))
    # Six unrelated receivers, six months at the cap, 24 months old at its end, and one of seven gave back.
    assert dict(zip(MARKS, marks["seller"], strict=True)) == {"unrelated": True, "top": True, "young": False, "one_way": False}
    assert marks["friend"] == [False] * 4
    assert found.counts().suspects == 0
    without = scan(six, None if log == OWN_LOG else place, cap_gb=50.0)
    assert without.marks[:, MARKS.index("top")].sum() == 0


def test_the_list_names_suspects_alone_and_what_everybody_is_told_names_nobody(resold: Path) -> None:
    found = scan(resold)
    listed = [row["subscriber_id"] for row in csv.DictReader(io.StringIO(found.suspects_csv().decode()))]
    assert sorted(listed) == sorted(found.ids[found.suspects].tolist())
    for language in LANGUAGES:
        say = wording(language)
        told = " ".join([*scan_lines(found.counts(), say), *(cell for row in scan_rows(found.counts(), say) for cell in row)])
        assert not [name for name in listed if f" {name} " in f" {told} "]


def test_fewer_than_ten_are_not_told(six: Path) -> None:
    gifts_by_hand(six, [("seller", "s1", "2026-01-01", 1.0)], OWN_LOG)
    found: Scan = scan(six)
    plain = scan_plain(found.counts())
    assert (plain["givers"], plain["suspects"], plain["suspects_gb_share"]) == (None, None, None)
    assert set(plain["marks"].values()) == {None}  # type: ignore[attr-defined]


def test_a_base_without_a_log_is_told_so(six: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        scan(six)
    assert refused.value.problems[0].key == "scan-no-log"
    with pytest.raises(InputError):
        scan(six, tmp_path)
