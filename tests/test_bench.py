"""The bench of docs/speed.md runs: it is asked once in a while, and had stopped to unnoticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tools.bench import measure

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_row_has_a_figure_for_everything_that_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    measure(400, tmp_path)
    *_, row = capsys.readouterr().out.splitlines()
    cells = [cell.strip() for cell in row.strip("| ").split("|")]
    assert cells[0] == "400"
    assert len(cells) == 13
    assert all(cells)
