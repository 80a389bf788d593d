"""The reviewed scenarios still come out as they were reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.golden.render import render
from tests.golden.scenario import FOLDER, files, read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_a_scenario_comes_out_as_reviewed(file: Path) -> None:
    assert render(read(file)) == file.with_suffix(".txt").read_text(encoding="utf-8")


def test_every_scenario_has_its_text_and_every_text_its_scenario() -> None:
    assert [file.stem for file in files()] == sorted(file.stem for file in FOLDER.glob("*.txt"))
    assert len(files()) >= 10
