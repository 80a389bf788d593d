"""Laws of rights: everybody's are a launch, nobody's are nothing, and sets that no tie joins do not know of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.kernels.effects import COLUMNS
from analysis.mechanisms.gifting.replay import allocation_of, effects_of
from analysis.pilot.assignment import assigned
from analysis.pilot.clusters import clusters_of
from analysis.pilot.people import people_of
from analysis.pilot.presets import plan_of
from analysis.pilot.replay import replay_pilot, replicate, stage_of
from analysis.pilot.rights import everybody, nobody, rights_of
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rollover_rules import RolloverRules
from analysis.settings.rules import Rules
from data.errors import ParameterError

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.pilot.replay import Stage
    from analysis.world.world import World

RULES = Rules(fee_per_gb=5.0)


@pytest.fixture(scope="module")
def stage(world: World) -> Stage:
    """Return its last three months, everybody having taken gifting up."""
    return stage_of(world, RULES, assumptions_for(world, {"adoption_months": 0}), range(len(world.months) - 3, len(world.months)))


def test_rights_for_everybody_are_the_launch_of_the_same_months(world: World, stage: Stage) -> None:
    assumptions = assumptions_for(world, {"adoption_months": 0})
    launch = effects_of(world, allocation_of(world, RULES, assumptions), assumptions).months[-3:]
    found = replicate(stage, everybody(world.subscribers)).months
    for one, other in zip(found, launch, strict=True):
        assert one.person.tolist() == other.person.tolist()
        assert (one.table == other.table).all()
    assert sum(month.person.size for month in found) > 0


def test_a_pilot_of_all_months_rises_as_a_launch_does(world: World) -> None:
    assumptions = assumptions_for(world, {"adoption_months": 9})
    launch = effects_of(world, allocation_of(world, RULES, assumptions), assumptions).months
    stage = stage_of(world, RULES, assumptions, range(len(world.months)))
    found = replicate(stage, everybody(world.subscribers)).months
    assert [month.table.tolist() for month in found] == [month.table.tolist() for month in launch]


def test_without_rights_nothing_moves_and_nothing_is_refused(world: World, stage: Stage) -> None:
    found = replicate(stage, nobody(world.subscribers))
    assert sum(month.person.size for month in found.months) == 0
    assert sum(gifts.kb.size + gifts.refused_kb.size for gifts in found.gifts) == 0


def test_a_set_closed_under_ties_and_the_rest_add_up_to_all(world: World, stage: Stage) -> None:
    pairs = np.concatenate(stage.open_pairs)
    inside = _component(world.subscribers, pairs[:, 2], pairs[:, 3])
    assert 0 < inside.sum() < world.subscribers
    parts = [replicate(stage, rights_of(mine, mine)) for mine in (inside, ~inside)]
    whole = replicate(stage, everybody(world.subscribers))
    for name in COLUMNS:
        assert (parts[0].changed(name) + parts[1].changed(name) == whole.changed(name)).all()


def _component(people: int, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return about half of all, so that no pair has one end inside and one outside."""
    label = np.arange(people)
    while True:
        least = np.minimum(label[one], label[other])
        before = label.copy()
        np.minimum.at(label, one, least)
        np.minimum.at(label, other, least)
        if (label == before).all():
            return np.isin(label, np.unique(label)[::2])


def test_receivers_without_the_right_are_refused_what_the_giver_keeps(world: World, stage: Stage) -> None:
    nobody_receives = rights_of(np.ones(world.subscribers, bool), np.zeros(world.subscribers, bool))
    found = replicate(stage, nobody_receives)
    assert sum(month.person.size for month in found.months) == 0
    assert sum(gifts.refused_kb.sum() for gifts in found.gifts) > 0


def test_an_arm_with_a_fee_of_its_own_pays_it(world: World, stage: Stage) -> None:
    free = rights_of(*(np.ones(world.subscribers, bool),) * 2, np.zeros(world.subscribers, np.int64))
    assert replicate(stage, free).changed("fees").sum() == 0
    assert replicate(stage, everybody(world.subscribers)).changed("fees").sum() > 0


def test_the_same_seed_assigns_the_same_and_another_does_not(world: World, population: Path) -> None:
    plan, people = plan_of(None, {"months": "3"}), people_of(population)
    clusters = clusters_of(world, plan, people)
    first, again, other = (assigned(world, plan, clusters, seed) for seed in (1, 1, 2))
    assert (first.arm == again.arm).all()
    assert (first.gives == again.gives).all()
    assert (first.arm != other.arm).any()


@pytest.mark.parametrize("unit", ["communities", "regions", "subscribers"])
def test_a_cluster_is_whole_in_one_arm_and_arms_have_their_shares(world: World, population: Path, unit: str) -> None:
    plan = plan_of(None, {"months": "3", "unit": unit, "arm_list": "a:0.5:0:0,b:0.5:1:1"})
    clusters = clusters_of(world, plan, people_of(population))
    found = assigned(world, plan, clusters)
    arms = clusters.sums(found.arm == 1) / clusters.size
    assert set(arms.tolist()) <= {0.0, 1.0}
    strata = int(clusters.stratum.max()) + 1
    assert abs(arms.sum() - clusters.size.size / 2) <= strata
    assert (clusters.size[clusters.of] <= plan.largest_cluster).all() or unit == "regions"


def test_a_household_lies_in_one_cluster_where_the_plan_says_so_however_small_clusters_are(
    world: World, population: Path
) -> None:
    people, several = people_of(population), world.account >= 0
    assert several.any()
    for largest in ("8", "200"):
        apart = []
        for households in ("true", "false"):
            plan = plan_of(None, {"months": "3", "largest_cluster": largest, "households": households})
            clusters = clusters_of(world, plan, people)
            assert clusters.size.max() <= plan.largest_cluster
            pairs = np.unique(np.stack([world.account[several], clusters.of[several]]), axis=1).shape[1]
            apart.append(pairs - np.unique(world.account[several]).size)
        assert apart[0] == 0
        assert apart[1] > 0 or largest == "200"


def test_rules_of_another_mechanism_have_no_pilot(world: World) -> None:
    with pytest.raises(ParameterError) as caught:
        stage_of(world, RolloverRules(), assumptions_for(world, {}), range(1))
    assert [problem.key for problem in caught.value.problems] == ["pilot-mechanism"]


def test_a_plan_that_does_not_fit_the_base_is_refused(world: World, population: Path) -> None:
    plan = plan_of(None, {"months": "13", "run_in_months": "0"})
    clusters = clusters_of(world, plan_of(None, {"months": "3"}), people_of(population))
    with pytest.raises(ParameterError) as caught:
        replay_pilot(world, Rules(), assumptions_for(world, {}), plan, assigned(world, plan, clusters))
    assert [problem.key for problem in caught.value.problems] == ["plan-months"]
