"""Resellers counted in, as people read them: steps with names, a sentence, and a line of their own beside the groups."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from analysis.results.result import RESALE
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import Rules
from analysis.simulate import simulate
from reports.content.headlines import bridge_rows, notice_lines
from reports.content.segments import cut_by, segment_rows
from reports.record.json_contract import to_json
from reports.tidy.segments_csv import segments_csv
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from analysis.results.result import Result
    from analysis.world.world import World


@pytest.fixture(scope="module")
def counted(world: World) -> Result:
    rules = Rules(step_gb=None, max_transfer_gb=None, monthly_cap_gb=None)
    return simulate(world, rules, assumptions_for(world, {"resellers": True, "resale_price": 1.2}), horizon=12)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bridge_names_their_steps_and_a_sentence_says_what_is_left_out(counted: Result, language: str) -> None:
    say = wording(language)
    titles = [row[0] for row in bridge_rows(counted, say)]
    assert titles[-4:-1] == [say("bridge-" + item.replace("_", "-")) for item in RESALE]
    assert any(say.percent(0.1) in line and counted.manifest.currency in line for line in notice_lines(counted, say))


def test_groups_are_told_without_them_and_sum_to_the_whole_with_them(counted: Result) -> None:
    say = wording("en")
    for dimension in ("plan", "region", "tenure"):
        cut = cut_by(counted, dimension)
        known = sum((segment.profit_change or Decimal(0) for segment in cut.shown), Decimal(0))
        assert cut.resellers == sum((step.total for step in counted.profit_bridge if step.item in RESALE), Decimal(0))
        assert known + cut.hidden_profit + cut.platform + cut.resellers == counted.profit_change
        assert say("segment-resellers") in [row[0] for row in segment_rows(counted, cut, ("satisfaction",), "", say)]
        rows = list(csv.reader(io.StringIO(segments_csv(counted, cut).decode("utf-8-sig"))))
        assert [row[-1] for row in rows if row[1:2] == ["resellers"]] == [str(cut.resellers)]


def test_a_record_says_that_they_were_counted_in_and_with_what(counted: Result) -> None:
    said = to_json(counted, wording("en"))
    assert '"resellers": true' in said
    assert '"reseller_share": 0.1' in said
