"""docs/house.md is a map: every path it names is there."""

from __future__ import annotations

import re

from tests.conftest import ROOT

TOP = ("data", "analysis", "reports", "dashboard", "terminal", "wording", "tests", "docs")


def paths() -> set[str]:
    """Return what stands in code marks and begins like one of our folders."""
    marked = re.findall(r"`([^`\s]+)`", (ROOT / "docs" / "house.md").read_text(encoding="utf-8"))
    return {path for path in marked if path.startswith(tuple(f"{top}/" for top in TOP))}


def test_every_path_it_names_is_there() -> None:
    assert len(paths()) > 40
    assert [path for path in sorted(paths()) if not (ROOT / path).exists()] == []


def test_every_room_is_on_the_map() -> None:
    text = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
    rows = {row.split("`")[1].rstrip("/"): row for row in text.splitlines() if row.startswith("| `")}
    floors = ("data", "analysis", "reports", "dashboard", "terminal")
    rooms = {floor: [room.parent.name for room in ROOT.glob(f"{floor}/*/__init__.py")] for floor in floors}
    assert {floor: [room for room in found if f"`{room}/`" not in rows[floor]] for floor, found in rooms.items()} == {
        floor: [] for floor in floors
    }
