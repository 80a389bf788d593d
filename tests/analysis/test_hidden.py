"""No group of 1 to 9 people can be found from what is shown, by any subtraction: an outsider with a linear program tries."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest

from analysis.world.small_groups import FEWEST, Cells, level_sizes
from tests.analysis.outsider import follows, reach

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIM = np.array([0, 0, 0, 0, 1, 2], np.int16)  # of each plan: four local ones, a tourist's, a premium tourist's
LEVELS = (6, 3, 4, 3)  # plans, SIM kinds, regions, ages


class Coded(NamedTuple):
    """Cells, and the levels of each subscriber they were counted from."""

    cells: Cells
    codes: tuple[NDArray[np.int16], ...]

    def sizes(self, among: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return how many of those `among` each level has."""
        return level_sizes(self.codes, self.cells.counts, among)


def coded(codes: tuple[NDArray[np.int16], ...], counts: tuple[int, ...]) -> Coded:
    """Return the cells of subscribers with these levels."""
    return Coded(Cells.of(codes, counts), codes)


def base(people: dict[int, int], seed: int = 1) -> Coded:
    """Return a base of so many people per plan, of any region and age."""
    plan = np.repeat(np.array(list(people), np.int16), list(people.values()))
    chance = np.random.default_rng(seed)
    region, age = chance.integers(0, 4, plan.size), chance.integers(0, 3, plan.size)
    return coded((plan, SIM[plan], region.astype(np.int16), age.astype(np.int16)), LEVELS)


def places(cells: Cells, hidden: frozenset[int]) -> set[tuple[int, int]]:
    """Return hidden levels as (dimension, level)."""
    return {
        (one, level - start)
        for one, (start, count) in enumerate(zip(cells.starts, cells.counts, strict=True))
        for level in hidden
        if start <= level < start + count
    }


def assert_nothing_is_found(found_in: Coded, hidden: frozenset[int], among: NDArray[np.bool_] | None = None) -> None:
    cells, codes = found_in
    among = np.ones(codes[0].size, bool) if among is None else among
    found, sizes = places(cells, hidden), found_in.sizes(among)
    small = places(cells, frozenset(np.flatnonzero((sizes > 0) & (sizes < FEWEST)).tolist()))
    assert small <= found, "a small group is shown"
    widths = reach(codes, cells.counts, found, among)
    tight = {place: width for place, width in widths.items() if width < FEWEST - 1e-6}
    empty = {place for place in found if not (codes[place[0]][among] == place[1]).any()}
    assert set(tight) <= empty, f"known to within 10: {tight}"
    assert not follows(codes, cells.counts, found) - empty


@pytest.mark.parametrize(
    "people",
    [
        {0: 5, 1: 200, 2: 300, 3: 400, 4: 80, 5: 60},
        {0: 200, 1: 300, 2: 400, 3: 500, 4: 80, 5: 5},
        {0: 5, 1: 300, 2: 400, 3: 500, 4: 7, 5: 6},
        {0: 4, 1: 4, 2: 4, 3: 500, 4: 80, 5: 60},
        {0: 300, 3: 500, 4: 3, 5: 3},
        {0: 1, 1: 11, 4: 500, 5: 200},
        {0: 300, 1: 300, 2: 300, 3: 300, 4: 300, 5: 300},
    ],
    ids=[
        "in a SIM kind of many plans",
        "alone in its SIM kind",
        "in every SIM kind",
        "several",
        "two kinds",
        "one beside 11",
        "none",
    ],
)
def test_a_small_plan_is_not_found_from_its_sim_kind(people: dict[int, int]) -> None:
    cells = base(people)
    assert_nothing_is_found(cells, cells.cells.base_hidden)


def test_hiding_the_smallest_plan_alone_would_give_it_away() -> None:
    """The outsider of these tests does find what a rule within one dimension leaves open."""
    cells = base({0: 5, 1: 200, 2: 300, 3: 400, 4: 80, 5: 60})
    within_the_dimension = {(0, 0), (0, 5)}
    everybody = np.ones(cells.codes[0].size, bool)
    assert reach(cells.codes, cells.cells.counts, within_the_dimension, everybody)[0, 0] == pytest.approx(0)
    assert (0, 0) in follows(cells.codes, cells.cells.counts, within_the_dimension)


def test_a_plan_sold_in_one_region_only_is_not_found_from_the_region() -> None:
    plan = np.repeat(np.array([0, 1, 2, 3, 4, 5], np.int16), [6, 150, 300, 200, 90, 70])
    region = np.where(plan < 2, 0, 1 + np.arange(plan.size) % 3).astype(np.int16)
    cells = coded((plan, SIM[plan], region), LEVELS[:3])
    assert_nothing_is_found(cells, cells.cells.base_hidden)


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_found_in_a_random_base_nor_of_those_whom_a_run_touches(seed: int) -> None:
    chance = np.random.default_rng(seed)
    sizes = np.floor(np.exp(chance.uniform(0.5, 6, len(SIM)))).astype(int)
    cells = base(dict(enumerate([*sizes[:-1].tolist(), int(sizes[-1]) + 100])), seed)
    assert_nothing_is_found(cells, cells.cells.base_hidden)
    touched = chance.random(cells.codes[0].size) < chance.choice([0.1, 0.5])
    assert_nothing_is_found(cells, cells.cells.hidden(cells.sizes(touched), cells.cells.base_hidden), touched)


def test_a_group_not_needed_to_hide_another_is_shown() -> None:
    cells = base({0: 5, 1: 200, 2: 300, 3: 400, 4: 80, 5: 60})
    assert places(cells.cells, cells.cells.base_hidden) == {(0, 0), (0, 1)}
    assert base({0: 50, 1: 200, 2: 300, 3: 400, 4: 80, 5: 60}).cells.base_hidden == frozenset()


def test_people_each_alone_in_a_group_are_not_known_to_be_one_each() -> None:
    """Ten groups of one hide nobody: ten groups with ten people, none of them empty, can only be of one each."""
    region = np.array([*range(10), *([10] * 40), *([11] * 90)], np.int16)
    cells = Cells.of((region,), (12,))
    assert places(cells, cells.base_hidden) == {(0, level) for level in range(11)}
