"""The whole loop in one small world: hidden assumptions, a pilot, what is learned of it."""

from __future__ import annotations

import pytest

from analysis.pilot.learning.settings import Learning
from analysis.pilot.learning.waves import LEARNED
from tests.truth.held import Claim
from tests.truth.pilots import claims_of_pilot


@pytest.mark.long
def test_a_pilot_in_a_hidden_world_narrows_and_holds_the_truth() -> None:
    found = claims_of_pilot(1, 3_000, Learning(draws=256))
    assert found["verdict"] == LEARNED
    drawn, told = found["drawn"], found["told"]
    assert isinstance(drawn, Claim)
    assert isinstance(told, Claim)
    assert 0.01 <= float(str(found["rank"])) <= 0.99
    assert told.low < drawn.high
    assert drawn.low < told.high
