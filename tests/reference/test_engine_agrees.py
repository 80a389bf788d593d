"""The engine and the plain model say the same of any small base, any rules and any assumptions."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import Phase, event, given
from hypothesis import strategies as st

from analysis.simulate import simulate
from analysis.world.prepare import prepare
from tests.reference.base import read_base
from tests.reference.compare import assert_the_same_totals, differences, engine_effects, with_even_chances
from tests.reference.draw_bases import bases
from tests.reference.draw_settings import assumptions, rules
from tests.reference.replay import run
from tests.reference.sessions import EXAMPLES, session

if TYPE_CHECKING:
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rules import Rules
    from analysis.world.world import World
    from tests.analysis.builder import Builder
    from tests.reference.base import Base

# A base costs a hundred times what a replay of it does.
SETTINGS_PER_BASE = 5


@session(14, [Phase.generate] if EXAMPLES else [Phase.generate, Phase.shrink])
@given(data=st.data(), base=bases(), seed=st.integers(0, 2**63 - 1))
def test_engine_and_plain_model_agree_to_the_kilobyte_and_the_micro_unit(data: st.DataObject, base: Builder, seed: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = base.write(Path(scratch) / "p")
        world, plain = prepare(folder, seed=seed), read_base(folder)
        touched = 0
        for _ in range(SETTINGS_PER_BASE):
            chosen, assumed = data.draw(rules(sorted(base.plans))), data.draw(assumptions())
            touched += compare(world, plain, chosen, assumed) > 0
        event(f"comparisons in which something moved: {touched}")


def compare(world: World, plain: Base, chosen: Rules, assumed: Assumptions) -> int:
    """Compare every touched subscriber-month and every total; returns how many subscriber-months were touched."""
    found = run(plain, chosen, assumed, world.seed)
    effects = engine_effects(world, found)
    found = with_even_chances(effects, found)
    assert differences(effects, found) == []
    assert_the_same_totals(simulate(world, chosen, assumed, cuts=False), found)
    return len(effects)
