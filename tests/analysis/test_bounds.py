"""Amounts that no sum could hold are refused, never told wrongly; what is typed is a number within its range."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.decide.candidates import Goal
from analysis.evidence.learn import learned_behind
from analysis.settings.accepted import written
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.shards.building import written_store
from analysis.shards.opening import open_base
from analysis.shards.store import FILE, Store
from analysis.simulate import simulate
from analysis.world import bounds
from analysis.world.bounds import exact_sum, exact_sums
from analysis.world.kept_files import FOLDER
from analysis.world.prepare import prepare
from analysis.world.world import SEED
from data import environment
from data.database import storage
from data.errors import InputError, ParameterError
from data.progress import silent
from tests.analysis.builder import WHOLE_MONTHS, Builder

if TYPE_CHECKING:
    from analysis.results.result import Result
    from analysis.settings.parameters import Value

EVERYONE: dict[str, Value] = {"give_probability": 1.0, "adoption_months": 0, "forecast_error": 0.0, **WHOLE_MONTHS}


def swaps(folder: Path, price: float, people: int = 240) -> Path:
    """Write pairs of whom one has 100,000 GB to spare and the other buys as many, in packs of 1,000 GB."""
    base = Builder(fee=0, allowance_gb=200_000, pack_gb=1_000, pack_price=price)
    for nth in range(people):
        base.person(f"a{nth}", 1, community=f"c{nth}").person(f"b{nth}", 300_000, packs=100, community=f"c{nth}")
        base.tie(f"a{nth}", f"b{nth}")
    return base.write(folder / f"price-{price:g}")


def played(base: Path, rules: dict[str, Value]) -> Result:
    world = prepare(base)
    return simulate(world, make_rules(rules), assumptions_for(world, EVERYONE), horizon=1, cuts=False)


def test_fees_beyond_sixty_four_bits_are_added_up_as_they_are(tmp_path: Path) -> None:
    rules: dict[str, Value] = {"fee_per_gb": 1_000.0, "max_transfer_gb": None, "monthly_cap_gb": None}
    result = played(swaps(tmp_path, 1e9), rules)
    (fees,) = (step.total for step in result.profit_bridge if step.item == "fees")
    assert fees == Decimal(1_000) * result.flow.sent_gb
    (lost,) = (step.total for step in result.profit_bridge if step.item == "packs_lost")
    assert lost == Decimal(-240) * 100 * 10**9
    assert -lost * 10**6 > 2**63
    ahead = {step.item: step.total for step in result.projection.bridge}
    assert ahead["packs_lost"] == lost


def test_money_that_one_group_cannot_hold_is_refused(tmp_path: Path) -> None:
    base = Builder(fee=0, allowance_gb=0, pack_gb=0.001, pack_price=1_000_000)
    for nth in range(30):
        base.person(f"s{nth}", 100_000, packs=0)
    with pytest.raises(InputError) as caught:
        prepare(base.write(tmp_path / "p"))
    (problem,) = caught.value.problems
    assert problem.key == "amounts-too-large"
    assert float(str(problem.facts["most"])) > float(str(problem.facts["limit"]))


def test_a_base_that_the_machine_cannot_hold_is_refused_with_the_way_out_and_dealt_to_shards_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = swaps(tmp_path, 1e9)
    store = tmp_path / "store"
    monkeypatch.setattr(bounds, "machine_bytes", lambda: bounds.BYTES_BESIDE)
    with pytest.raises(InputError) as caught:
        prepare(base)
    assert [problem.key for problem in caught.value.problems] == ["base-too-large"]
    assert not (base / FOLDER).exists()
    written_store(base, store, 2, seed=1, threads=1, replace_old=False, progress=silent)
    with pytest.raises(InputError) as caught:
        open_base(base)
    assert [problem.key for problem in caught.value.problems] == ["base-wants-shards"]
    beside = Path(str(caught.value.problems[0].facts["store"]))
    written_store(base, beside, 2, seed=1, threads=1, replace_old=False, progress=silent)
    stands_in = open_base(base)
    assert isinstance(stands_in, Store)
    assert (stands_in.path, stands_in.stands_for, stands_in.subscribers) == (beside, base, open_base(store).subscribers)
    accepted = assumptions_for(stands_in, {"measured_here": (written("give_probability", 0.1, 0.2),)})
    assert learned_behind(base, accepted) == ()
    manifest = base / storage.MARK
    later = (beside / FILE).stat().st_mtime_ns + 1
    os.utime(manifest, ns=(later, later))
    with pytest.raises(InputError):
        open_base(base)
    monkeypatch.setattr(bounds, "machine_bytes", lambda: bounds.BYTES_BESIDE + bounds.BYTES_A_ROW * 10_000)
    assert prepare(base).subscribers == open_base(store).subscribers
    whole = open_base(base)
    assert not isinstance(whole, Store), "a base that fits is asked whole"


def test_a_container_has_no_more_memory_than_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "memory.max"
    monkeypatch.setattr(environment, "CONTAINER", told)
    whole = environment.machine_bytes()
    for text, found in (("max", whole), ("1000000", 1_000_000), (str(10 * whole), whole)):
        told.write_text(f"{text}\n", encoding="ascii")
        assert environment.machine_bytes() == found


def test_a_support_cost_that_does_not_fit_is_refused_with_what_does(tmp_path: Path) -> None:
    world = prepare(swaps(tmp_path, 1e9, 40))
    rules: dict[str, Value] = {"max_transfer_gb": 0.001, "step_gb": 0.001, "transfers_per_month": None, "monthly_cap_gb": None}
    with pytest.raises(ParameterError) as caught:
        simulate(world, make_rules(rules), assumptions_for(world, EVERYONE | {"transfer_cost_share": 9999.0}), cuts=False)
    (problem,) = caught.value.problems
    assert (problem.key, problem.facts["name"]) == ("parameter-range", "transfer_cost_share")
    highest = float(str(problem.facts["high"])) * 0.999
    assert simulate(world, make_rules(rules), assumptions_for(world, EVERYONE | {"transfer_cost_share": highest}), cuts=False)


def test_sums_of_any_size_are_exact() -> None:
    rng = np.random.default_rng(1)
    values = rng.integers(-(2**62), 2**62, 5000)
    assert exact_sum(values) == sum(values.tolist())
    assert exact_sum(np.full(4000, 2**62)) == 4000 * 2**62
    table = values.reshape(4, 250, 5)
    assert exact_sums(table, 1).tolist() == [[sum(table[month, :, flow].tolist()) for flow in range(5)] for month in range(4)]
    assert exact_sums(np.full((2, 4000), -(2**62)), 1).tolist() == [-4000 * 2**62] * 2
    assert exact_sums(np.zeros((3, 0), np.int64), 1).tolist() == [0, 0, 0]


@pytest.mark.parametrize("seed", [-1, 10**30, 10**400])
def test_a_seed_out_of_range_is_told_with_the_range(population: Path, seed: int) -> None:
    with pytest.raises(ParameterError) as caught:
        prepare(population, seed)
    (problem,) = caught.value.problems
    assert (problem.key, problem.facts["low"], problem.facts["high"]) == ("parameter-range", 0, SEED.high)


@pytest.mark.parametrize(("name", "value"), [("profit_floor", float(text)) for text in ("nan", "inf", "-inf")]
                         + [("loss_limit", float("nan")), ("loss_limit", 1.5)])  # fmt: skip
def test_a_goal_that_no_number_could_meet_is_refused(name: str, value: float) -> None:
    with pytest.raises(ParameterError) as caught:
        Goal("safe", **{name: value})
    assert caught.value.problems[0].facts["name"] == name
