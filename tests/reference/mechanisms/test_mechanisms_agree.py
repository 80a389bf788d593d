"""The engine and the plain models say the same of any small base, any rules of any mechanism and any assumptions."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, event, given
from hypothesis import strategies as st

from analysis.engine.kernel_units import behaviour_of
from analysis.settings.rule_kinds import KINDS
from analysis.settings.rule_set import GIFTING, GIFTING_FAMILY_POOL, GIFTING_ROLLOVER
from analysis.simulate import simulate
from analysis.world.accounts import members_of
from analysis.world.prepare import prepare
from tests.reference.base import read_base
from tests.reference.buying import Market, market
from tests.reference.compare import assert_the_same_totals, differences, engine_effects, later_effects, with_even_chances
from tests.reference.draw_bases import bases
from tests.reference.draw_settings import assumptions, rules_of
from tests.reference.mechanisms.family_pool import households
from tests.reference.mechanisms.replay import run
from tests.reference.sessions import session

if TYPE_CHECKING:
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet
    from analysis.world.world import World
    from tests.analysis.builder import Builder
    from tests.reference.base import Base

SETTINGS_PER_BASE = 4
ORDER = {GIFTING_ROLLOVER: "gifts_first", GIFTING_FAMILY_POOL: "pool_first"}  # the switch of each combination


@session(4, [Phase.generate])  # a base is small enough to be read as it was drawn, and shrinking one takes minutes
@given(data=st.data(), base=bases(), seed=st.integers(0, 2**63 - 1))
def test_engine_and_plain_model_of_each_mechanism_agree(data: st.DataObject, base: Builder, seed: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = base.write(Path(scratch) / "p")
        world, plain = prepare(folder, seed=seed), read_base(folder)
        assert accounts_of(world) == sorted([one.index for one in members] for members in households(plain))
        for kind in (kind for name, kind in KINDS.items() if name != GIFTING):
            touched = 0
            for _ in range(SETTINGS_PER_BASE):
                chosen, assumed = data.draw(rules_of(kind, sorted(base.plans))), data.draw(assumptions())
                touched += compare(world, plain, chosen, assumed) > 0
            event(f"{kind.mechanism}: comparisons in which something moved: {touched}")


@session(4, [Phase.generate])
@given(data=st.data(), base=bases(monthly=True), seed=st.integers(0, 2**63 - 1))
def test_a_combination_agrees_with_its_plain_model_where_much_is_carried_and_given(
    data: st.DataObject, base: Builder, seed: int
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = base.write(Path(scratch) / "p")
        world, plain = prepare(folder, seed=seed), read_base(folder)
        for mechanism, order in ORDER.items():
            for first in (True, False):
                drawn, assumed = data.draw(rules_of(KINDS[mechanism], sorted(base.plans))), data.draw(assumptions())
                # Of two gigabytes each, and without caps, or no gift would ever be more than what is missing.
                free: dict[str, Value] = dict.fromkeys(("max_transfer_gb", "monthly_cap_gb", "received_cap_gb"))
                chosen = drawn.changed(free | {"step_gb": 2.0, order: first})
                event(f"touched: {compare(world, plain, chosen, assumed) > 0}")


def accounts_of(world: World) -> list[list[int]]:
    """Return the members of each account, as the engine has them."""
    members, starts = members_of(world.account)
    return sorted(members[first:last].tolist() for first, last in pairwise(starts.tolist()))


def compare(world: World, plain: Base, chosen: RuleSet, assumed: Assumptions) -> int:
    """Compare every touched subscriber-month of both years and every total; returns how many were touched."""
    found = run(plain, chosen, assumed, world.seed, the_same_market(world, plain, assumed))
    effects, later = engine_effects(world, found), later_effects(world, found)
    first = with_even_chances(effects, found)
    assert differences(effects, first) == []
    assert differences(later, with_even_chances(later, replace(found, effects=found.later))) == []
    assert_the_same_totals(simulate(world, chosen, assumed, cuts=False), first)
    return len(effects)


def the_same_market(world: World, plain: Base, assumed: Assumptions) -> Market:
    """Return what people would pay, in the engine's last digits: prices are cut down to whole micro-units of it."""
    theirs, ours = behaviour_of(assumed, world), market(plain.months.values(), assumed)
    assert theirs.scale == pytest.approx(ours.scale, rel=1e-9)
    assert ours.scale == 0 or theirs.shape == pytest.approx(ours.shape, rel=1e-12)
    return Market(theirs.scale, theirs.shape)
