"""The engine and the plain model say the same of a pilot: any rights on any small base, to the kilobyte and the micro-unit."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import Phase, event, given
from hypothesis import strategies as st

from analysis.pilot.replay import replicate, stage_of
from analysis.pilot.rights import rights_of
from analysis.world.prepare import prepare
from tests.reference.base import read_base
from tests.reference.compare import differences, effects_by_month, with_even_chances
from tests.reference.draw_bases import bases
from tests.reference.draw_settings import assumptions, rules
from tests.reference.pilot import Held, run_pilot
from tests.reference.replay import Reference
from tests.reference.sessions import EXAMPLES, session

if TYPE_CHECKING:
    from analysis.pilot.replay import PilotReplay
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rules import Rules
    from analysis.world.world import World
    from tests.analysis.builder import Builder
    from tests.reference.base import Base

PILOTS_PER_BASE = 5


@session(8, [Phase.generate] if EXAMPLES else [Phase.generate, Phase.shrink])
@given(data=st.data(), base=bases(), seed=st.integers(0, 2**63 - 1))
def test_engine_and_plain_model_agree_on_a_pilot(data: st.DataObject, base: Builder, seed: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = base.write(Path(scratch) / "p")
        world, plain = prepare(folder, seed=seed), read_base(folder)
        refused = 0
        for _ in range(PILOTS_PER_BASE):
            chosen, assumed = data.draw(rules(sorted(base.plans))), data.draw(assumptions())
            first = data.draw(st.integers(0, len(world.months) - 1))
            months = range(first, data.draw(st.integers(first + 1, len(world.months))))
            refused += compared(world, plain, chosen, assumed, months, data.draw(held_rights(world.subscribers)))
        event(f"refused gifts: {min(refused, 3)}")


@st.composite
def held_rights(draw: st.DrawFn, people: int) -> Held:
    """Draw rights for everybody, mostly given, with fees of arms now and then."""
    flags = st.lists(st.sampled_from((True, True, False)), min_size=people, max_size=people)
    fee = st.one_of(st.none(), st.sampled_from((0.0, 1.0, 20.0)))
    return Held(draw(flags), draw(flags), draw(st.lists(fee, min_size=people, max_size=people)))


def compared(world: World, plain: Base, rules: Rules, assumed: Assumptions, months: range, held: Held) -> int:
    """Compare changes, gifts and refusals; return how many gifts were refused."""
    fees = np.array([-1 if fee is None else round(fee * 1e6) for fee in held.fee], np.int64)
    rights = rights_of(np.array(held.gives), np.array(held.receives), fees)
    found = replicate(stage_of(world, rules, assumed, months), rights)
    expected = run_pilot(plain, rules, assumed, world.seed, months, held)
    effects = effects_by_month(found.months, months.start)
    told = with_even_chances(effects, Reference(plain, expected.effects, expected.unrounded, rules, assumed))
    assert differences(effects, told) == []
    assert flows(found, months, "") == expected.given
    assert flows(found, months, "refused_") == expected.refused
    return len(expected.refused)


def flows(found: PilotReplay, months: range, kind: str) -> dict[tuple[int, int, int], int]:
    """Return the engine's gifts, or refusals, as the plain model tells them."""
    told: dict[tuple[int, int, int], int] = {}
    for nth, gifts in zip(months, found.gifts, strict=True):
        columns = (getattr(gifts, f"{kind}{name}").tolist() for name in ("giver", "receiver", "kb"))
        told |= {(nth, giver, receiver): kb for giver, receiver, kb in zip(*columns, strict=True)}
    return told
