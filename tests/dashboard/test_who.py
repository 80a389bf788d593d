"""Page 2: who gains, who loses - the page, its tables, charts and file."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from analysis.outcomes.measures import HEADLINES
from analysis.settings.assumptions import assumptions_for, make_assumptions
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from reports.charts.segments import MOST_GROUPS, bands_chart, heat_map
from reports.content.chart_findings import bands_alternative, bands_finding, heat_alternative
from reports.content.segments import band_rows, change_of, cut_by, dimensions_of, level_order, segment_rows
from reports.numbers.outcomes import change_text
from reports.tidy.segments_csv import segments_csv
from tests.dashboard.charts import charts
from tests.dashboard.conftest import go
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    from analysis.results.result import Result, Segment
    from analysis.world.world import World

    Opened = Callable[..., AppTest]
SAY = wording("en")


@pytest.fixture(scope="module")
def result(world: World) -> Result:
    assumptions = assumptions_for(world, {"platform_cost_per_month": 5000.0})
    return simulate(world, make_rules({}), assumptions)


@pytest.fixture(scope="module")
def off(world: World) -> Result:
    return simulate(world, make_rules({"enabled": False}), make_assumptions({}))


def small(result: Result) -> Result:
    """Return the result with two regions hidden, as the engine hides them."""
    hidden = [s for s in result.segments if s.dimension == "region"][:2]

    def hide(segment: Segment) -> Segment:
        return replace(segment, subscribers=None, subscriber_months=None, outcomes=None, profit_change=None)

    return replace(result, segments=tuple(hide(s) if s in hidden else s for s in result.segments))


def test_the_groups_the_hidden_and_the_platform_sum_to_the_total(result: Result) -> None:
    for case in (result, small(result)):
        for dimension in dimensions_of(case):
            cut = cut_by(case, dimension)
            shown = sum((segment.profit_change or Decimal(0) for segment in cut.shown), Decimal(0))
            assert shown + cut.hidden_profit + cut.platform == case.profit_change
    assert cut_by(result, "region").hidden_profit == 0
    assert cut_by(result, "plan").platform == -5000 * 12


def test_the_sum_row_is_the_whole_base_computed_directly(result: Result) -> None:
    rows = segment_rows(result, cut_by(result, "plan"), HEADLINES, "", SAY)
    assert rows[-1][:2] == (SAY("segment-sum"), SAY.number(result.subscribers))
    assert rows[-1][-1] == SAY.money(result.profit_change, "RUB", 0, signed=True)
    assert rows[-2][0] == SAY("segment-platform")


def test_rows_are_sorted_by_number_and_ranges_by_where_they_start(result: Result) -> None:
    cut = cut_by(result, "tenure")
    assert [segment.level for segment in cut.shown] == ["0-5", "6-11", "12-23", "24-59", "60+"]
    by_size = segment_rows(result, cut, HEADLINES, "subscribers", SAY)
    sizes = [int(row[1].replace(",", "")) for row in by_size[: len(cut.shown)]]
    assert sizes == sorted(sizes, reverse=True)
    by_profit = segment_rows(result, cut, HEADLINES, "profit", SAY)[: len(cut.shown)]
    best = max(cut.shown, key=lambda segment: segment.profit_change or 0)
    assert by_profit[0][-1] == SAY.money(best.profit_change or 0, "RUB", 0, signed=True)


def test_names_sort_after_ranges() -> None:
    assert sorted(["unknown", "60+", "6-11"], key=level_order) == ["6-11", "60+", "unknown"]


def test_a_small_group_is_named_and_its_numbers_are_hidden(result: Result) -> None:
    hidden = small(result)
    rows = segment_rows(hidden, cut_by(hidden, "region"), HEADLINES, "", SAY)
    blank = [row for row in rows if row[1] == SAY("segment-hidden")]
    assert len(blank) == 2
    assert all(set(row[2:]) == {""} for row in blank)
    figure = heat_map(hidden, cut_by(hidden, "region"), HEADLINES, SAY)
    assert not {row[0] for row in blank} & set(figure.data[0].y)


def test_the_shares_of_the_bands_sum_to_all_subscribers(result: Result) -> None:
    figure = bands_chart(result, "plan", SAY)
    assert sum(bar.x[0] for bar in figure.data) == pytest.approx(100)
    cut = cut_by(result, "plan")
    assert len(band_rows(result, "plan", SAY)) == 1 + len(cut.shown) + len(cut.hidden)


def test_less_need_unmet_has_the_colour_of_a_gain(result: Result) -> None:
    figure = heat_map(result, cut_by(result, "plan"), ("satisfaction", "unmet_gb"), SAY)
    (heat,) = figure.data
    for (points, need), (_, told) in zip(heat.z, heat.text, strict=True):
        assert (points > 0) == (need > 0), "who runs out less is more content"
        assert told.startswith("−") == (need > 0)


def test_a_cell_of_the_heat_map_says_the_signed_change(result: Result) -> None:
    figure = heat_map(result, cut_by(result, "plan"), HEADLINES, SAY)
    cells = [cell for row in figure.data[0].text for cell in row]
    assert all(cell[0] in "+−" or not any(digit in cell for digit in "123456789") for cell in cells)
    assert all(-1 <= value <= 1 for row in figure.data[0].z for value in row)
    assert len(cells) <= MOST_GROUPS * len(HEADLINES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_alternative_names_who_gains_and_who_loses_most(result: Result, language: str) -> None:
    say = wording(language)
    cut = cut_by(result, "region")
    worst = min(cut.shown, key=lambda segment: segment.profit_change or 0)
    assert worst.level in heat_alternative(result, cut, say)
    shares = result.winners_losers[0].shares or ()
    assert say.percent(sum(shares[3:]), 1) in bands_alternative(result, say)


def test_the_chart_of_bands_says_who_gains_and_who_loses_most_often(result: Result) -> None:
    text = bands_finding(result, "role", SAY)
    assert text.startswith(bands_alternative(result, SAY))
    assert "Most often gains: “" in text
    losing = {
        bands.level
        for bands in result.winners_losers
        if bands.dimension == "role" and bands.shares is not None and sum(bands.shares[:2]) > 0
    }
    assert ("Most often loses" in text) == bool(losing)


def test_nothing_moves_when_transfers_are_off(off: Result) -> None:
    assert heat_alternative(off, cut_by(off, "plan"), SAY) == SAY("alt-heat-none")
    assert "100.0% notice nothing" in bands_alternative(off, SAY)


def test_the_file_holds_plain_numbers_that_sum_and_what_they_come_from(result: Result) -> None:
    text = segments_csv(result, cut_by(result, "sim_type")).decode("utf-8-sig")
    head = [line for line in text.splitlines() if line.startswith("# ")]
    assert f"# fingerprint = {result.manifest.fingerprint}" in head
    assert "# monthly_cap_gb = 30.0" in head
    rows = list(csv.DictReader(io.StringIO("\n".join(text.splitlines()[len(head) :]))))
    parts = [Decimal(row["profit_change_total"]) for row in rows[:-1] if row["profit_change_total"]]
    assert sum(parts) == Decimal(rows[-1]["profit_change_total"]) == result.profit_change


def test_the_file_runs_no_formula_in_a_spreadsheet(result: Result) -> None:
    evil = tuple(replace(s, level="=cmd()") if s.dimension == "plan" else s for s in result.segments)
    text = segments_csv(result, cut_by(replace(result, segments=evil), "plan")).decode("utf-8-sig")
    assert ",'=cmd()," in text
    assert ",=cmd()" not in text


def test_the_page_shows_the_dimension_and_the_outcomes_asked_for(open_page: Opened) -> None:
    page = open_page("who")
    assert len(charts(page)) == 1
    assert all(chart.alternative for chart in charts(page))
    assert "notice nothing" in page.subheader[0].value, "the finding is the first line"
    assert heat_of(page).count("<td") == 4 * heat_of(page).count('scope="row"')
    page.selectbox(key="who_dimension").set_value("role").run()
    page.pills(key="who_outcomes").set_value(["unmet_gb"]).run()
    assert not page.exception
    table = page.main.table[-1].value
    assert SAY("outcome-unmet_gb") in table.columns
    assert SAY("outcome-satisfaction") not in table.columns
    assert SAY("role-both") in list(table.iloc[:, 0])


def heat_of(page: AppTest) -> str:
    """Return the table that is coloured."""
    (heat,) = [part.proto.body for part in page.get("html") if 'class="heat"' in part.proto.body]
    return str(heat)


def test_every_group_says_how_far_it_lies_from_the_answer_before_and_from_a_pinned_one(open_page: Opened, world: World) -> None:
    page = open_page("who")
    assert "<small>" not in heat_of(page)
    page.select_slider(key="monthly_cap_gb").set_value(3.0).run()
    heat = heat_of(page)
    now, then = (simulate(world, make_rules({"monthly_cap_gb": cap}), assumptions_for(world, {})) for cap in (3.0, 30.0))
    first, before = (cut_by(each, "plan").shown[0] for each in (now, then))
    moved = (change_of(first, "satisfaction") or 0.0) - (change_of(before, "satisfaction") or 0.0)
    assert f"<small>{change_text('satisfaction', moved, 'RUB', SAY)}</small>" in heat
    assert SAY("who-difference-before") in " ".join(text.value for text in page.caption)
    page.button(key="pin").click().run()
    page.select_slider(key="monthly_cap_gb").set_value(5.0).run()
    assert SAY("who-difference-pinned") in " ".join(text.value for text in page.caption)


def test_the_page_draws_no_empty_axes_when_transfers_are_off(open_page: Opened) -> None:
    page = open_page("who", enabled="false")
    assert not page.exception
    assert not charts(page)
    assert page.subheader[0].value == SAY("verdict-off")


def test_the_filters_are_kept_when_another_page_was_open(open_page: Opened) -> None:
    page = open_page("who")
    page.selectbox(key="who_dimension").set_value("region").run()
    go(page, "method")
    assert go(page, "who").selectbox(key="who_dimension").value == "region"
