"""The worlds are what they claim to be: nothing from nowhere, rules kept, no change without gifting, leaving weighed rightly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from data.schema import KB_PER_GB
from tests.truth.worlds.history import needs_after, years_after
from tests.truth.worlds.kernels.giving import allowed_kb
from tests.truth.worlds.limits import limits_named
from tests.truth.worlds.outcomes import outcomes_of, staying
from tests.truth.worlds.ranges import THEORIES
from tests.truth.worlds.records import DAYS, LOTS, MONTH, YEAR, Life
from tests.truth.worlds.small import FUTURE, future, past, small
from tests.truth.worlds.truths import RULES

if TYPE_CHECKING:
    from tests.truth.worlds.records import Records


@pytest.mark.parametrize("rules_name", RULES)
@pytest.mark.parametrize("theory", THEORIES)
def test_no_kilobyte_comes_from_nowhere_or_is_lost(theory: str, rules_name: str) -> None:
    months = future(small(theory), rules_name)
    here = months["present"][:, 0] == 1
    months = months[here]
    carried = np.concatenate([np.zeros((len(months), 1), int), months["lots_kb"][:, :-1]], axis=1)
    got = past(small(theory)).town.plans["allowance_kb"][months["plan"]] + months["pack_kb"] + months["kb_in"] + carried
    left = months["main_left_kb"] + months["pack_left_kb"] + months["lots_kb"]
    assert (got == months["used_kb"] + left + months["kb_out"] + months["gift_expired_kb"]).all()
    assert months["kb_in"].sum() == months["kb_out"].sum() > 0
    assert (months["used_kb"] + months["unmet_kb"] == months["need_kb"] + months["induced_kb"]).all()


@pytest.mark.parametrize("theory", THEORIES)
def test_caps_and_steps_are_kept(theory: str) -> None:
    t2, korea, megafon = (future(small(theory), name) for name in ("t2", "korea", "megafon"))
    assert t2["kb_out"].max() <= 30 * KB_PER_GB
    assert t2["kb_out"].max() > 2 * KB_PER_GB
    assert (t2["kb_in"] % KB_PER_GB == 0).all()
    assert korea["kb_out"].max() == korea["kb_in"].max() == 2 * KB_PER_GB
    assert korea["gifts_out"].max() == 2
    assert (korea["kb_in"] % (KB_PER_GB // 10) == 0).all()
    assert megafon["gifts_out"].max() == 1
    assert (megafon["kb_out"] == megafon["gifts_out"] * KB_PER_GB).all()


def test_nobody_gives_to_another_region_where_the_rules_forbid_it() -> None:
    before = past(small("temptation"))
    people = before.town.people
    lots = np.zeros((len(people), LOTS), np.int64)
    state = before.state.copy()
    state["main_kb"] = 9 * KB_PER_GB
    life = Life(state, lots, lots.copy(), np.zeros((1, 1), np.int32), np.zeros((1, 1), MONTH), 1)
    other = int(np.flatnonzero(people["region"] != people["region"][0])[0])
    today = YEAR * DAYS
    assert allowed_kb(before.town, life, limits_named("t2", before.town), 0, other, today) == 0
    assert allowed_kb(before.town, life, limits_named("korea", before.town), 0, other, today) == KB_PER_GB


@pytest.mark.parametrize("theory", THEORIES)
def test_where_nobody_knows_of_gifting_nothing_changes_at_all(theory: str) -> None:
    unheard = small(theory, aware_most=0.0)
    assert future(unheard, "t2").tobytes() == future(unheard, "before").tobytes()
    assert set(vars(outcomes_of(past(unheard), future(unheard, "before"), future(unheard, "t2"))).values()) == {0.0}


@pytest.mark.parametrize("theory", THEORIES)
def test_what_is_given_goes_five_ways_and_worth_has_three_parts(theory: str) -> None:
    found = outcomes_of(past(small(theory)), future(small(theory), "before"), future(small(theory), "t2"))
    ways = ("expired", "induced", "displaced", "served", "spared")
    assert sum(getattr(found, f"{way}_gb_per_100") for way in ways) == pytest.approx(found.gb_per_100)
    assert found.gb_per_100 == pytest.approx(found.gifts_per_100 * found.gb_per_gift)
    assert found.npv == pytest.approx(found.flows + found.retention + found.plan_moves)
    assert found.npv != 0


def leavers(months: Records) -> float:
    """Return how many are expected to leave before the last month, by weight."""
    return float((1 - staying(months[months["present"][:, 0] == 1])[:, -1]).sum())


def test_weighing_who_leaves_comes_to_the_same_as_letting_them_leave() -> None:
    # In the flipped lives those who left are really gone: they neither give nor ask any more.
    world = small("temptation", bind=0.6, bond_keep=0.9, push=0.0)
    before = past(world)
    weighed = [leavers(future(world, name)) for name in ("before", "t2")]
    flipped = []
    for seed in range(FUTURE, FUTURE + 6):
        need = needs_after(before, seed)
        lives = [years_after(before, need, name, seed, leave=True) for name in ("before", "t2")]
        flipped.append([int(months["present"][:, 0].sum() - months["present"][:, -1].sum()) for months in lives])
    there = future(world, "before")["present"][:, 0].sum()
    luck = np.sqrt(weighed[0] * (1 - weighed[0] / there) / len(flipped))
    assert np.mean(flipped, axis=0) == pytest.approx(weighed, abs=4 * luck)
    saved = weighed[0] - weighed[1]
    assert saved > 10
    assert np.mean([off - on for off, on in flipped]) == pytest.approx(saved, rel=0.35)
