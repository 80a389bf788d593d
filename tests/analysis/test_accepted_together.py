"""Unknowns that a pilot found to go together are drawn together, wherever draws are made, and impossible sets are refused."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.evidence.accept import without
from analysis.settings.accepted import correlations_in, pilots_in, ranges_in, without_name, written, written_pair
from analysis.settings.assumptions import Assumptions, make_assumptions
from analysis.settings.parameters import as_dict, parameters_of
from analysis.uncertainty.distributions import drawn_values, unknown_names
from data.errors import ParameterError

ENTRIES = ("adoption_months~give_probability:0.8", "give_probability:0.04:0.12@3fa9c01b", "unmet_penalty:30:40")


def _rank_correlation(assumed: Assumptions, one: str, other: str) -> float:
    drawn = drawn_values(assumed, 512, 1)
    columns = [drawn[:, unknown_names().index(name)] for name in (one, other)]
    first, second = (np.argsort(np.argsort(column)) for column in columns)
    return float(np.corrcoef(first, second)[0, 1])


def test_an_accepted_correlation_stands_in_place_of_the_declared_one() -> None:
    assumed = make_assumptions({"measured_here": ENTRIES})
    assert _rank_correlation(Assumptions(), "give_probability", "adoption_months") < -0.3
    assert _rank_correlation(assumed, "give_probability", "adoption_months") > 0.7
    others = [_rank_correlation(of, "receiving_effect", "giving_effect") for of in (Assumptions(), assumed)]
    assert others[0] == pytest.approx(others[1], abs=0.1), "pairs that were not learned stay as declared"


def test_ranges_correlations_and_pilots_are_read_apart() -> None:
    assert ranges_in(ENTRIES) == {"give_probability": (0.04, 0.12), "unmet_penalty": (30, 40)}
    assert correlations_in(ENTRIES) == {("adoption_months", "give_probability"): 0.8}
    assert pilots_in(ENTRIES) == {"give_probability": "3fa9c01b"}


def test_what_is_written_is_read_back_and_goes_through_a_link() -> None:
    entries = (written("give_probability", 0.04, 0.12, "3fa9c01b"), written_pair("give_probability", "adoption_months", 0.8))
    made = make_assumptions({"measured_here": entries})
    declared = parameters_of(Assumptions)["measured_here"]
    assert declared.parse(declared.write(made.measured_here)) == entries
    assert pilots_in(made.measured_here) == {"give_probability": "3fa9c01b"}


def test_taking_a_range_back_takes_its_correlations_back() -> None:
    assert without_name(ENTRIES, "give_probability") == ("unmet_penalty:30:40",)
    left = without(as_dict(make_assumptions({"measured_here": ENTRIES})), "give_probability")
    assert left["measured_here"] == ("unmet_penalty:30:40",)


@pytest.mark.parametrize(
    "entry",
    [
        "nobody~give_probability:0.5",
        "give_probability~give_probability:0.5",
        "discount_rate~give_probability:0.5",  # not drawn
        "adoption_months~give_probability:1",
        "adoption_months~give_probability:nan",
        "adoption_months~give_probability:much",
        "adoption_months~give_probability~unmet_penalty:0.5",
        "adoption_months~give_probability",
    ],
)
def test_a_correlation_that_is_none_is_refused(entry: str) -> None:
    with pytest.raises(ParameterError) as raised:
        make_assumptions({"measured_here": (entry,)})
    assert [problem.key for problem in raised.value.problems] == ["measured-pair"]


def test_a_pair_told_twice_is_refused_in_either_order() -> None:
    pairs = ("adoption_months~give_probability:0.5", "give_probability~adoption_months:0.1")
    with pytest.raises(ParameterError) as raised:
        make_assumptions({"measured_here": pairs})
    assert [problem.key for problem in raised.value.problems] == ["measured-pair"]


def test_correlations_that_cannot_all_hold_are_refused() -> None:
    pairs = tuple(
        written_pair(one, other, rho)
        for one, other, rho in (
            ("give_probability", "adoption_months", 0.9),
            ("give_probability", "topup_conversion", 0.9),
            ("adoption_months", "topup_conversion", -0.9),
        )
    )
    with pytest.raises(ParameterError) as raised:
        make_assumptions({"measured_here": pairs})
    assert [problem.key for problem in raised.value.problems] == ["measured-pairs"]


@pytest.mark.parametrize("entry", ["unmet_penalty:30:40@", "unmet_penalty:30:40@pilot", "unmet_penalty:30@3fa9c01b"])
def test_a_pilot_is_named_by_its_digest(entry: str) -> None:
    with pytest.raises(ParameterError) as raised:
        make_assumptions({"measured_here": (entry,)})
    assert [problem.key for problem in raised.value.problems] == ["measured-range"]
