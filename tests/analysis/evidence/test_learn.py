"""From files to a narrowed answer: a base whose optional tables hold planted values, learned from and accepted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pytest
from click.testing import CliRunner

from analysis.evidence.accept import chosen_of, with_accepted, without
from analysis.evidence.estimators.slope import slope_of_leaving
from analysis.evidence.frame.certificate import absent, centred, enough, identified
from analysis.evidence.frame.fits import NOTHING, Fit
from analysis.evidence.learn import learn
from analysis.settings.accepted import ranges_in
from analysis.settings.assumptions import Assumptions, make_assumptions
from analysis.settings.parameters import as_dict
from analysis.uncertainty.distributions import drawn_values, unknown_names
from data.errors import ParameterError
from data.planted.figures import planted
from data.population.full_check import check_population
from data.synthetic.generator import synthesise
from reports.content.learned import learned_line
from terminal.commands import cli
from tests.truth.learning import Plan, hidden_of, world_of
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from analysis.results.certificates import Certificate

PLANTED = (Path(__file__).parent / "planted.sql").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bases") / "planted"
    synthesise(folder, 6_000, seed=3)
    with duckdb.connect() as connection:
        for table in ("plans", "subscribers", "usage"):
            connection.execute(f"create view {table} as from '{folder}/{table}.parquet'")
        connection.execute(PLANTED.format(folder=folder))
    return folder


@pytest.fixture(scope="module")
def found(folder: Path) -> dict[str, Certificate]:
    return {one.assumption: one for one in learn(folder)}


def test_a_base_with_optional_tables_can_be_used(folder: Path) -> None:
    assert check_population(folder).errors == ()


def test_what_was_planted_is_found_from_files(found: dict[str, Certificate]) -> None:
    for name, truth in (("unmet_penalty", 30), ("waste_penalty", 10)):
        one = found[name]
        assert one.verdict == "identified"
        assert one.low is not None
        assert one.high is not None
        assert one.low - 1 <= truth <= one.high + 1
    assert found["topup_conversion"].verdict == "identified"
    assert [gate.key for gate in found["topup_elasticity"].gates][:1] == ["price-changes"]
    assert [gate.key for gate in found["induced_share"].gates][:1] == ["bonuses"]


def test_every_unknown_has_a_certificate(found: dict[str, Certificate]) -> None:
    assert set(unknown_names()) <= set(found)


def test_a_plain_base_says_what_it_cannot_know(tmp_path: Path) -> None:
    synthesise(tmp_path / "plain", 1_000, seed=1)
    verdicts = {one.assumption: one.verdict for one in learn(tmp_path / "plain")}
    for name in ("topup_elasticity", "induced_share", "unmet_penalty", "forecast_error", "give_probability"):
        assert verdicts[name] == "not-in-your-data"


def test_what_is_accepted_narrows_the_draws_and_is_taken_back(found: dict[str, Certificate]) -> None:
    chosen = chosen_of(tuple(found.values()), ["topup_conversion"])
    values = with_accepted({}, chosen)
    accepted = make_assumptions(values)
    low, high = ranges_in(accepted.measured_here)["topup_conversion"]
    drawn = drawn_values(accepted, 64, 1)[:, unknown_names().index("topup_conversion")]
    wide = drawn_values(Assumptions(), 64, 1)[:, unknown_names().index("topup_conversion")]
    assert low <= drawn.min() <= drawn.max() <= high
    assert np.ptp(drawn) < np.ptp(wide)
    assert make_assumptions(without(as_dict(accepted), "topup_conversion")) == Assumptions()


def test_what_has_no_certificate_cannot_be_accepted(found: dict[str, Certificate]) -> None:
    with pytest.raises(ParameterError) as raised:
        chosen_of(tuple(found.values()), ["give_probability"])
    assert raised.value.problems[0].key == "nothing-learned"


@pytest.mark.parametrize(
    "entry", ["nobody:1:2", "unmet_penalty:30", "unmet_penalty:30:20", "unmet_penalty:-1:20", "unmet_penalty:a:b"]
)
def test_a_range_that_is_none_is_refused(entry: str) -> None:
    with pytest.raises(ParameterError) as raised:
        make_assumptions({"measured_here": (entry,)})
    assert [problem.key for problem in raised.value.problems] == ["measured-range"]


def test_the_terminal_learns_and_answers_with_what_was_accepted(folder: Path) -> None:
    told = CliRunner().invoke(cli, ["population", "learn", str(folder), "--json", "-"])
    assert told.exit_code == 0, told.output
    by_name = {one["assumption"]: one for one in json.loads(told.stdout)}
    assert by_name["give_probability"]["estimate"] is None
    assert by_name["unmet_penalty"]["can_be_accepted"]
    asked = ["simulate", "--population", str(folder), "--learned", "unmet_penalty", "--json", "-"]
    answer = CliRunner().invoke(cli, asked)
    assert answer.exit_code == 0, answer.output
    assumed = json.loads(answer.stdout)["provenance"]["assumptions"]
    assert [entry.split(":")[0] for entry in assumed["measured_here"]] == ["unmet_penalty"]
    assert assumed["unmet_penalty"] == pytest.approx(by_name["unmet_penalty"]["estimate"], abs=1e-3)
    refused = CliRunner().invoke(cli, [*asked[:4], "give_probability"])
    assert refused.exit_code == 1


def test_a_made_up_contact_graph_tells_nothing_of_contacts(tmp_path: Path) -> None:
    synthesise(tmp_path / "made-up", 3_000, seed=2)
    mark = tmp_path / "made-up" / "manifest.json"
    mark.write_text(json.dumps(json.loads(mark.read_text()) | {"synthesised": ["contacts"]}))
    found = {one.assumption: one for one in learn(tmp_path / "made-up")}
    assert (found["peer_hazard_ratio"].verdict, found["peer_hazard_ratio"].basis) == ("not-in-your-data", "no-ties")
    assert found["topup_conversion"].basis == "buying-when-short"


def test_a_slope_that_goes_the_other_way_bounds_nothing() -> None:
    draw = np.random.default_rng(1)
    panel, _ = world_of(draw, replace(hidden_of(draw), satisfaction_to_renewal=-0.5), Plan())
    (one,) = slope_of_leaving(panel)
    assert one.verdict == "not-in-your-data"
    assert [gate.key for gate in one.gates if not gate.is_open] == ["slope-sign"]


def test_what_the_generator_plants_is_found_from_files(tmp_path: Path) -> None:
    synthesise(tmp_path / "base", 12_000, seed=4, history=["all"])
    found = {one.assumption: one for one in learn(tmp_path / "base")}
    values = planted()
    for name, figure in (("give_probability", "gifts_give_probability"), ("tie_strength_exponent", "gifts_strength_exponent")):
        one = found[name]
        assert one.basis == "gifts-by-tie"
        assert one.estimate is not None
        assert one.se is not None
        assert abs(one.estimate - float(values[figure])) < 4 * one.se + 0.01  # type: ignore[arg-type]
    for name in ("unmet_penalty", "spend_penalty", "waste_penalty"):
        points = found[name]
        assert points.estimate is not None
        assert points.se is not None
        assert abs(points.estimate - float(values[f"survey_{name}"])) < 4 * points.se  # type: ignore[arg-type]
    moved = found["trade_down_rate"]
    assert moved.basis == "moves-after-bonuses"
    assert moved.reach_low is not None
    assert moved.reach_high is not None
    assert moved.reach_low <= float(values["moves_regular_down_rate"]) <= moved.reach_high  # type: ignore[arg-type]
    assert found["satisfaction_to_renewal"].basis in {"scores-by-outage", "slope-upper"}


def test_months_to_adoption_are_accepted_as_a_whole_number() -> None:
    one = identified("adoption_months", "gifts-by-tie", Fit(4.3, 0.1, 100), (), 1_000)
    assert make_assumptions(with_accepted({}, [one])).adoption_months == 4


def test_a_placebo_that_cannot_be_computed_shuts_its_gate() -> None:
    assert not centred(NOTHING).is_open


def test_what_is_unseen_would_have_to_be_so_much_of_an_estimate_before_nothing_is_left_of_it() -> None:
    fit = Fit(-0.8, 0.1, 1_001)  # Student's t of 1,000: the interval reaches 0.1646 to either side
    assert identified("topup_elasticity", "price-events", fit, (), 50).unseen == pytest.approx(1 - 0.16464 / 0.8, abs=1e-4)
    assert identified("peer_hazard_ratio", "friends-of-friends", Fit(1.02, 0.02, 1_001), (), 50).unseen == 0
    claims_no_cause = identified("topup_conversion", "buying-when-reached", Fit(0.3, 0.01, 200), (), 1_000, discount=0.0)
    assert claims_no_cause.unseen is None
    shut = enough("answers", 1, 300)
    assert identified("unmet_penalty", "score-in-months", fit, (shut,), 1).unseen is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_beside_an_estimate_stands_how_much_of_it_may_be_something_else(language: str) -> None:
    say = wording(language)
    told = learned_line(identified("topup_elasticity", "price-events", Fit(-0.8, 0.1, 1_001), (), 50), say)
    assert say("learn-unseen", share=say.number(79)) in told
    told = learned_line(identified("peer_hazard_ratio", "friends-of-friends", Fit(1.02, 0.02, 1_001), (), 50), say)
    assert say("learn-unseen-none") in told


def test_a_table_that_is_not_there_is_not_called_a_price_that_stood_still(tmp_path: Path) -> None:
    synthesise(tmp_path / "plain", 500, seed=1)
    basis = {one.assumption: one.basis for one in learn(tmp_path / "plain")}
    assert (basis["topup_elasticity"], basis["induced_share"]) == ("no-prices", "no-bonuses")


def test_where_nothing_can_be_accepted_the_terminal_does_not_say_how(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = (absent("topup_elasticity", "no-prices"), absent("give_probability", "no-gift-yet"))
    monkeypatch.setattr("analysis.evidence.learn.learn", lambda *_: nothing)
    told = CliRunner().invoke(cli, ["population", "learn", str(tmp_path)])
    assert told.exit_code == 0, told.output
    say = wording("en")
    assert say("learn-nothing-to-accept") in told.stdout
    assert say("learn-how-to-accept") not in told.stdout


def test_learning_says_how_far_it_is_and_never_goes_back(folder: Path) -> None:
    shares: list[float] = []
    stages: list[str] = []

    def told(stage: str, share: float, /) -> None:
        stages.append(stage)
        shares.append(share)

    learn(folder, progress=told)
    assert shares == sorted(shares)
    assert {"learn-read", "learn", "done"} <= set(stages)
    assert stages.count("learn-read") >= 4
    assert shares[-1] == 1.0
