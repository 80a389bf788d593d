"""The engine and a plain model of resellers say the same of any small base, any rules, any price."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, event, given
from hypothesis import strategies as st

from analysis.resellers import resold
from analysis.resellers.exposure import Resale
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from tests.reference.base import read_base
from tests.reference.draw_bases import bases
from tests.reference.draw_settings import assumptions, rules
from tests.reference.replay import run
from tests.reference.reselling import taken
from tests.reference.sessions import EXAMPLES, session

if TYPE_CHECKING:
    from tests.analysis.builder import Builder

GETS = 7.0  # what the operator gets of a GB, in currency


@session(8, [Phase.generate] if EXAMPLES else [Phase.generate, Phase.shrink])
@given(data=st.data(), base=bases(), seed=st.integers(0, 2**63 - 1), price=st.integers(1, 300))
def test_engine_and_plain_model_of_resellers_agree(data: st.DataObject, base: Builder, seed: int, price: int) -> None:
    with tempfile.TemporaryDirectory() as scratch, pytest.MonkeyPatch.context() as patch:
        folder = base.write(Path(scratch) / "p")
        world, plain = prepare(folder, seed=seed), read_base(folder)
        patch.setattr(resold, "resale_of", lambda *_: Resale(1.0, 1.0, 1.0, 0, 0.0, float(price), GETS))
        chosen, assumed = replace(data.draw(rules(sorted(base.plans))), enabled=True), data.draw(assumptions())
        expected = taken(run(plain, chosen, assumed, seed), price * 1e6, seed)
        counted = simulate(world, chosen, replace(assumed, resellers=True, reseller_share=1.0, reseller_months=1), cuts=False)
        without = simulate(world, chosen, assumed, cuts=False)
        steps = {step.item: step.total for step in counted.profit_bridge}
        assert steps["resale_packs"] == -Decimal(expected.lost) / 1_000_000
        sold = (expected.instead + expected.without) / 1e6
        assert float(steps["resale_sims"]) == pytest.approx(GETS * sold, abs=1e-3)
        met = without.outcome("unmet_gb").change - counted.outcome("unmet_gb").change
        assert met == pytest.approx(expected.without / 1e6, abs=1e-6)
        stopped = without.outcome("topup_rate").change - counted.outcome("topup_rate").change
        assert stopped * counted.subscriber_months == pytest.approx(expected.no_buyers, abs=1e-6)
        event(f"something sold: {sold > 0}")
