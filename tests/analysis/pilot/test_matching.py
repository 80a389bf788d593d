"""Clusters matched before they are dealt: blocks alike, arms inside them, and p by lot from the same assignments alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow.parquet as pq
import pytest

from analysis.kernels.pairs import UNLIMITED
from analysis.pilot.assignment import OUTSIDE, assigned, cluster_arms
from analysis.pilot.baseline import baseline
from analysis.pilot.clusters import Clusters, clusters_of
from analysis.pilot.example.example import make_example
from analysis.pilot.matching import block_size, blocks, within_reach
from analysis.pilot.people import people_of
from analysis.pilot.presets import plan_of
from analysis.pilot.readout.read import read_pilot
from analysis.statistics.randomization import Drawing, randomised

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.pilot.plan import Plan
    from analysis.world.world import World

MATCHED = {"matched": "true"}
NAMES = ("cluster", "stratum")


def clusters_for(plan: Plan, world: World, population: Path) -> Clusters:
    return clusters_of(world, plan, people_of(population))


def test_a_block_has_room_for_every_arm() -> None:
    assert block_size((0.5, 0.5)) == 2
    assert block_size((0.45, 0.4, 0.15)) == 7
    assert block_size((0.1, 0.9)) == 10


def test_blocks_lie_inside_strata_are_as_large_as_they_should_be_and_do_not_hang_on_the_order_of_rows() -> None:
    rng = np.random.default_rng(3)
    stratum, first, second = rng.integers(0, 5, 403), rng.gamma(2, size=403), rng.normal(size=403)
    key = rng.permutation(403).astype(np.uint64)
    found = blocks(stratum, first, second, key, 7)
    for one in np.unique(found):
        assert np.unique(stratum[found == one]).size == 1
    sizes = np.bincount(found)
    assert sizes.min() >= 7
    assert sizes.max() < 14
    assert (sizes > 7).sum() <= 5  # the last of each stratum
    order = rng.permutation(403)
    again = blocks(stratum[order], first[order], second[order], key[order], 7)
    assert np.array_equal(again, found[order])


def test_members_of_a_block_are_more_alike_than_those_of_its_stratum() -> None:
    rng = np.random.default_rng(4)
    first, second = rng.normal(size=600), rng.normal(size=600)
    found = blocks(np.zeros(600, np.int64), first, second, np.arange(600, dtype=np.uint64), 2)
    for value in (first, second):
        pairs = np.bincount(found, value) / 2
        assert (value - pairs[found]).std() < 0.2 * value.std()


def test_few_clusters_are_one_block() -> None:
    found = blocks(np.array([0, 0, 0, 1]), np.arange(4.0), np.arange(4.0), np.arange(4, dtype=np.uint64), 7)
    assert found.tolist() == [0, 0, 0, 1]


def test_what_was_within_reach_is_counted_once_for_who_was_short_and_never_beyond_what_was_left(
    world: World, population: Path
) -> None:
    clusters, months = clusters_for(plan_of("both-communities"), world, population), range(2, 4)
    rows, pairs, expected = world.rows, world.pairs, np.zeros(clusters.size.size)
    met: dict[int, int] = {}
    for at in range(int(pairs.starts[2]), int(pairs.starts[4])):
        giver, receiver = int(pairs.giver[at]), int(pairs.receiver[at])
        if clusters.of[rows.sub[giver]] == clusters.of[rows.sub[receiver]]:
            short = int(rows.need[receiver] - rows.balance[receiver])
            left = short if rows.balance[giver] == UNLIMITED else int(rows.balance[giver] - rows.need[giver])
            met[receiver] = min(short, met.get(receiver, 0) + left)
    for row, kb in met.items():
        expected[clusters.of[rows.sub[row]]] += kb
    assert within_reach(world, clusters.of.astype(np.int64), months, clusters.size.size) == pytest.approx(expected)
    assert expected.sum() > 0


def test_arms_are_dealt_inside_blocks_to_within_one_cluster(world: World, population: Path) -> None:
    plan = plan_of("both-communities", MATCHED)
    clusters = clusters_for(plan, world, population)
    for seed in range(1, 6):
        arm = cluster_arms(plan, clusters, np.uint64(seed))
        for block in np.unique(clusters.stratum):
            own = arm[clusters.stratum == block]
            assert abs(int((own == 1).sum()) - own.size / 2) < 1


def test_whole_blocks_take_part_or_none_of_it(world: World, population: Path) -> None:
    plan = plan_of("both-communities", {"matched": "true", "take_part": "0.5"})
    clusters = clusters_for(plan, world, population)
    arm = cluster_arms(plan, clusters, np.uint64(1))
    inside = np.bincount(clusters.stratum, arm != OUTSIDE)
    assert np.isin(inside / np.bincount(clusters.stratum), (0.0, 1.0)).all()
    assert 0.25 < (arm != OUTSIDE).mean() < 0.75


def test_the_same_plan_and_base_give_the_same_list_whatever_is_assumed(world: World, population: Path) -> None:
    plan = plan_of(None, MATCHED)
    one, again = (assigned(world, plan, clusters_for(plan, world, population)) for _ in range(2))
    assert np.array_equal(one.arm, again.arm)
    assert np.array_equal(one.stratum, again.stratum)


def test_matching_takes_chance_imbalance_of_packs_before_away(world: World, population: Path) -> None:
    spreads = []
    for settings in ({"strata": ""}, {"strata": "", **MATCHED}):
        plan = plan_of("both-communities", settings)
        clusters = clusters_for(plan, world, population)
        before = range(plan.check_on(len(world.months)).start)
        packs, months = (clusters.sums(baseline(world, name, before)) for name in ("buyers", "months"))
        apart = []
        for seed in range(200):
            arm = cluster_arms(plan, clusters, np.uint64(seed))
            rates = [packs[arm == which].sum() / months[arm == which].sum() for which in (0, 1)]
            apart.append(rates[1] - rates[0])
        spreads.append(np.std(apart))
    assert spreads[1] ** 2 < 0.5 * spreads[0] ** 2


def lots(paired: bool, effect: float, trials: int = 300) -> np.ndarray:  # noqa: FBT001 - one way or the other
    """Return p by lot of trials in pairs whose outcome hangs on what they were paired by: dealt anew in pairs, or at will."""
    rng = np.random.default_rng(11)
    found = []
    for trial in range(trials):
        known = np.repeat(rng.normal(size=12), 2)
        treated = np.tile([True, False], 12)
        swap = np.repeat(rng.random(12) < 0.5, 2)
        treated = np.where(swap, ~treated, treated)
        outcome = known + 0.2 * rng.normal(size=24) + effect * treated
        stratum = np.repeat(np.arange(12), 2) if paired else np.zeros(24, np.int64)
        told = randomised(outcome[:, None], np.ones((24, 1)), treated, stratum, Drawing(trial, 199))
        found.append(told[0].p)
    return np.array(found)


def test_p_by_lot_keeps_its_level_inside_the_pairs_and_is_wrong_outside_of_them() -> None:
    inside, outside = lots(paired=True, effect=0.0), lots(paired=False, effect=0.0)
    error = 3 * np.sqrt(0.1 * 0.9 / inside.size)
    assert (inside <= 0.1).mean() == pytest.approx(0.1, abs=error)
    assert (outside <= 0.1).mean() < 0.01  # it waits for an imbalance that matching has ruled out
    assert (lots(paired=True, effect=0.3, trials=60) <= 0.05).mean() > 0.8
    assert (lots(paired=False, effect=0.3, trials=60) <= 0.05).mean() < 0.05


def test_a_matched_pilot_is_read_by_its_blocks_and_says_so(world: World, population: Path, tmp_path: Path) -> None:
    plan = plan_of("both-communities", {"matched": "true", "months": "3", "run_in_months": "3"})
    make_example(population, tmp_path / "trial", plan, 1)
    found = read_pilot(tmp_path / "trial", population)
    assert "matched" in found.notes
    assert not found.sample_ratio_failed
    blocks_of = clusters_for(plan, world, population).stratum
    rows = pq.read_table(tmp_path / "trial" / "assignment.parquet")
    clusters, strata = (rows[name].to_pylist() for name in NAMES)
    told = {(int(one.lstrip("c")), int(block.lstrip("s"))) for one, block in zip(clusters, strata, strict=True)}
    assert told == {(one, int(blocks_of[one])) for one, _ in told}
    assert len({block for _, block in told}) > 0.4 * len(told)
