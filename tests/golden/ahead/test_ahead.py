"""What was found ahead still comes out as it was reviewed, and the three courses that matter are all within stated ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import as_dict, parameters_of
from analysis.world.prepare import prepare
from data.synthetic.generator import synthesise
from tests.golden.ahead.telling import assumed_in, files, play, read, render

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.world.world import World

BASE = 10_000


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("ahead") / "base"
    synthesise(folder, BASE)
    return prepare(folder)


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_what_lies_ahead_comes_out_as_reviewed(file: Path, base: World) -> None:
    assert render(read(file), base) == file.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_every_assumption_of_a_scenario_is_within_its_likely_range(file: Path, base: World) -> None:
    assumed = as_dict(assumed_in(read(file), base))
    for name, parameter in parameters_of(Assumptions).items():
        if parameter.likely is not None:
            low, high = parameter.likely
            assert low <= float(str(assumed[name])) <= high, name


def test_one_never_pays_back_one_loses_first_and_gains_later_one_is_paid_back_too_late(base: World) -> None:
    never, later, too_late = (play(read(file), base).projection for file in files())
    assert never.payback_month is None
    assert all(point.profit_change < 0 for point in never.time_path)
    assert later.time_path[0].profit_change < 0 < later.time_path[-1].profit_change
    assert later.payback_month is not None
    assert later.payback_month > 1
    assert later.npv.value > 0
    assert too_late.payback_month is not None
    assert too_late.npv.value < 0
