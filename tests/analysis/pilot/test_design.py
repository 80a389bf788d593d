"""Designs evaluated: which side is randomised decides what is found; few ways to assign can never be significant."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.pilot.design.evaluate import Bench, bench_of, evaluated, evaluations
from analysis.pilot.design.reading import Slope, read
from analysis.pilot.people import people_of
from analysis.pilot.presets import COMPARED, plan_of
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import Rules
from analysis.statistics.cluster_ratio import ClusterSums, linearised_error
from analysis.statistics.randomization import assignments, least_p
from analysis.uncertainty.variants import VARIANTS
from analysis.world.prepare import prepare
from reports.trials.design_words import finding_of
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.world.world import World

QUARTER = {"months": "3", "run_in_months": "3"}
# What was found on the base of 100,000 before this was built, estimate over launch effect; each known to about half a hundredth.
EXPECTED = {
    "both-communities": 0.996,
    "receive-communities": 0.998,
    "both-regions": 0.995,
    "receive-subscribers": 1.01,
    "both-subscribers": 0.52,
    "give-subscribers": -0.01,
}


@pytest.fixture(scope="module")
def bench(world: World, population: Path) -> Bench:
    """Return the last three months of a small base, everybody having taken gifting up, and much given."""
    assumptions = assumptions_for(world, dict(VARIANTS["whole-months"]) | {"adoption_months": 0, "give_probability": 0.5})
    return bench_of(world, people_of(population), Rules(), assumptions, range(len(world.months) - 3, len(world.months)))


def test_who_randomises_givers_finds_nothing_and_both_rights_to_individuals_half(bench: Bench) -> None:
    names = ("both-communities", "both-subscribers", "give-subscribers")
    found = {one.name: one for one in evaluations(bench, {name: plan_of(name, QUARTER) for name in names}, 20)}
    share = {name: 1 + one.bias.value for name, one in found.items()}
    assert share["both-communities"] == pytest.approx(1.0, abs=0.1 + 3 * found["both-communities"].bias.error)
    assert share["both-subscribers"] == pytest.approx(0.5, abs=0.1 + 3 * found["both-subscribers"].bias.error)
    assert share["give-subscribers"] == pytest.approx(0.0, abs=0.15 + 3 * found["give-subscribers"].bias.error)
    assert found["both-communities"].lost_packs.value > 0


def test_one_region_can_never_be_significant_whatever_it_shows(bench: Bench) -> None:
    regions = int((np.bincount(bench.world.rows.region) > 0).sum())
    arms = f"a:{1 - 1 / regions:.12f}:0:0,b:{1 / regions:.12f}:1:1"
    one = evaluated(bench, "own", plan_of("both-regions", QUARTER | {"arm_list": arms}), 20)
    assert one.never
    assert one.power.value == 0.0
    assert one.smallest is None  # one cluster tells no error, and none is made up
    assert one.needed is None
    json.dumps(asdict(one), allow_nan=False)
    for language in LANGUAGES:
        say = wording(language)
        assert finding_of([one], say) == say(
            "pilot-finding-never",
            name=say("pilot-plan-own"),
            share=say.percent(1 + one.bias.value, 0),
            power=say.percent(0, 0),
            p=say.number(one.least_p, 3),
        )  # and not how many more subscribers would do: none would


def test_few_regions_have_the_least_p_that_their_ways_to_be_dealt_leave() -> None:
    apart = np.zeros(8, np.int64)
    for treated, least in ((1, 1 / 8), (2, 1 / 28), (4, 2 / 70)):
        assert least_p(np.arange(8) < treated, apart) == pytest.approx(least)
    # Dealt in pairs, one of each, there are 16 ways: not enough for 5 %.
    assert least_p(np.arange(8) % 2 == 0, np.arange(8) // 2) == pytest.approx(2 / 16)


def test_the_ways_to_deal_many_strata_are_counted_without_looking_at_each() -> None:
    pairs = np.arange(200_000) // 2
    assert assignments(np.arange(200_000) % 2 == 0, pairs) == 2**100_000
    assert least_p(np.arange(200_000) % 2 == 0, pairs) == 0.0


def test_the_same_question_has_the_same_answer_whatever_the_threads(bench: Bench) -> None:
    plan = plan_of(None, QUARTER)
    assert evaluated(bench, "own", plan, 20, threads=1) == evaluated(bench, "own", plan, 20, threads=2)


def test_whoever_stops_asking_stops_the_work(bench: Bench) -> None:
    def stop(stage: str, share: float) -> None:
        raise KeyboardInterrupt(stage, share)

    with pytest.raises(KeyboardInterrupt):
        evaluated(bench, "own", plan_of(None, QUARTER), 200, progress=stop)


def test_a_replicate_is_read_as_a_trial_is() -> None:
    draw = np.random.default_rng(5)
    size = draw.integers(1, 40, 60).astype(float)
    numerator, arm = draw.poisson(0.3 * size).astype(float), (np.arange(60) % 3 - 1).astype(np.int8)
    inside = arm >= 0
    found = read(numerator, size, arm, 1)
    sums = ClusterSums(numerator[inside], size[inside], arm[inside] == 1)
    assert found.error == pytest.approx(linearised_error(sums))
    ratio = [numerator[arm == which].sum() / size[arm == which].sum() for which in (0, 1)]
    assert found.value == pytest.approx(ratio[1] - ratio[0])


def test_what_was_before_takes_away_what_it_foretells() -> None:
    size = np.array([1.0, 2.0, 3.0, 4.0])
    before = np.array([1.0, 1.0, 6.0, 2.0])
    outcome = 2.0 * before + 5.0 * size
    left = outcome - Slope.of(outcome, before, size).foretold
    assert left / size == pytest.approx(np.full(4, (outcome.sum() / size.sum())))


@pytest.mark.long
def test_what_each_design_finds_on_the_base_that_users_get(default_base: Path) -> None:
    world = prepare(default_base)
    months = range(len(world.months) - 3, len(world.months))
    bench = bench_of(world, people_of(default_base), Rules(), assumptions_for(world, {"adoption_months": 0}), months)
    found = {one.name: one for one in evaluations(bench, {name: plan_of(name, QUARTER) for name in COMPARED})}
    assert bench.stage.months == range(9, 12)
    for name, expected in EXPECTED.items():
        one = found[name]
        assert 1 + one.bias.value == pytest.approx(expected, abs=3 * one.bias.error + 0.01), name
    # Whole clusters and single subscribers: chance alone is called significant about as often as it is said to be.
    assert found["both-communities"].history.size.value == pytest.approx(0.05, abs=0.045)
