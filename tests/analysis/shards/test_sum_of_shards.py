"""What all shards say, summed, is what one process says of the whole base: to the digit, whatever the base and the rules."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import Phase, event, given
from hypothesis import strategies as st

from analysis.decide.net_value import worth_of
from analysis.decide.what_if import WhatIf
from analysis.kernels.effects import COLUMNS
from analysis.order_statistics import short_size_quantiles, values_at
from analysis.partial import partial_of
from analysis.settings.assumptions import assumptions_for
from analysis.settings.marketplace_rules import MarketRules
from analysis.settings.rule_kinds import KINDS
from analysis.settings.rule_set import PARTS
from analysis.shards.building import build_store
from analysis.shards.routing import homes
from analysis.shards.store import open_store
from analysis.simulate import simulate
from analysis.uncertainty.monte_carlo import futures_of
from analysis.world.accounts import NO_ACCOUNT
from analysis.world.prepare import prepare
from analysis.world.subsample import community_sample
from analysis.world.world import SIZE_GRID
from data.database.storage import MARK
from data.errors import ParameterError
from data.synthetic.generator import synthesise
from tests.reference.draw_bases import bases
from tests.reference.draw_settings import assumptions, rules_of
from tests.reference.sessions import EXAMPLES, session

if TYPE_CHECKING:
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet
    from analysis.shards.store import Store
    from analysis.world.world import World
    from tests.analysis.builder import Builder

SETTINGS_PER_STORE = 3
IMPUTED = ((), ("need_gb",))  # the second is asked for its unseen need too
TRANSFERS = COLUMNS.index("transfers")
FREE: dict[str, Value] = {"same_region_only": False, "monthly_cap_gb": None, "max_transfer_gb": None, "step_gb": None}
SOLD: dict[str, Value] = {"resellers": True, "resale_price": 2.0, "reseller_share": 0.3}  # a price at which a SIM earns
EVERYBODY: dict[str, Value] = {"market_seller_share": 1.0, "market_buyer_share": 1.0}
# At the floor sellers wait, at the ceiling buyers do.
CROWDED = {"price_floor_per_gb": EVERYBODY, "price_ceiling_per_gb": EVERYBODY | {"market_seller_share": 0.2}}
QUESTIONS: list[tuple[str, dict[str, Value], dict[str, Value]]] = [
    ("gifting", {}, {}),
    ("gifting", FREE | {"fee_per_gb": 2.0}, {"give_probability": 1.0, "tie_strength_exponent": 0.0}),
    ("gifting", {"min_tenure_months": 12}, {"tie_strength_exponent": 1.7, "peer_hazard_ratio": 1.15}),
    ("gifting", {"fee_per_transfer": 1000.0}, {}),
    ("gifting", {"enabled": False}, {}),
    ("paid_gift", {"bought_same_region": False}, {"paid_gift_probability": 1.0}),
    ("rollover", {"carry_fee": 20.0}, {}),
    ("family_pool", {}, {}),
    ("gifting", FREE, SOLD),
    ("gifting", {"fee_per_gb": 5.0, "min_tenure_months": 3}, SOLD | {"reseller_months": 18, "peer_hazard_ratio": 1.15}),
    ("gifting", {}, {"resellers": True, "resale_price": 0.01}),
    ("rollover", {}, SOLD),
    ("marketplace", {}, {}),
    ("marketplace", {"market_same_region": True, "lot_gb": 0.1, "market_fee_per_gb": 0.5}, {"adoption_months": 0}),
    ("marketplace", {"price_floor_per_gb": 5.0, "price_ceiling_per_gb": 5.0, "market_same_region": True}, EVERYBODY),
    ("marketplace", {"seller_sims": ()}, {}),
    ("marketplace", {"market_fee_per_gb": 1e8}, {}),  # nobody buys
    ("marketplace", {}, SOLD | {"market_buyer_share": 0.5}),
]


def stored(source: Path, folder: Path, shards: int, seed: int = 1) -> Store:
    """Build a store and open it as anybody would."""
    folder.mkdir()
    build_store(source, folder, shards, seed=seed)
    return open_store(folder)


@session(5, [Phase.generate] if EXAMPLES else [Phase.generate, Phase.shrink])
@given(data=st.data(), base=bases(), seed=st.integers(0, 2**63 - 1), shards=st.integers(1, 200))
def test_any_count_of_shards_in_any_order_says_what_one_process_says(
    data: st.DataObject, base: Builder, seed: int, shards: int
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        base.synthesised = data.draw(st.sampled_from(IMPUTED))
        source = base.write(Path(scratch) / "p")
        world, store = prepare(source, seed=seed), stored(source, Path(scratch) / "s", shards, seed)
        store = replace(store, shards=tuple(data.draw(st.permutations(store.shards))))
        event(f"shards: {len(store.shards)}")
        for _ in range(SETTINGS_PER_STORE):
            mechanism = data.draw(st.sampled_from(("gifting", "marketplace", *KINDS)))
            chosen = data.draw(rules_of(KINDS[mechanism], sorted(base.plans)))
            assumed = replace(data.draw(assumptions()), resellers=data.draw(st.booleans()))
            several = len(store.shards) > 1
            if chosen.enabled and several and mechanism in PARTS:
                with pytest.raises(ParameterError):
                    simulate(store, chosen, assumed)
            else:
                assert simulate(store, chosen, assumed) == simulate(world, chosen, assumed)


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Store]:
    """A base of many communities with ties between them, whole and in seven shards."""
    folder = tmp_path_factory.mktemp("towns")
    synthesise(folder / "p", subscribers=3000, seed=11)
    return prepare(folder / "p"), stored(folder / "p", folder / "s", 7)


@pytest.mark.parametrize(("mechanism", "rules", "assumed"), QUESTIONS)
def test_a_base_of_towns_says_the_same_whole_and_in_shards(
    towns: tuple[World, Store], mechanism: str, rules: dict[str, Value], assumed: dict[str, Value]
) -> None:
    world, store = towns
    chosen: RuleSet = KINDS[mechanism].of(rules)
    assert simulate(store, chosen, assumptions_for(store, assumed)) == simulate(world, chosen, assumptions_for(world, assumed))


@session(40, [Phase.generate])
@given(data=st.data())
def test_any_market_says_the_same_whole_and_in_shards(towns: tuple[World, Store], data: st.DataObject) -> None:
    world, store = towns
    chosen, assumed = data.draw(rules_of(MarketRules, world.plans)), data.draw(assumptions())
    found = simulate(store, chosen, assumed)
    assert found == simulate(world, chosen, assumed)
    event("trades" if found.flow.transfers else "nothing")


@pytest.mark.parametrize(("edge", "value"), [("price_floor_per_gb", 5.0), ("price_ceiling_per_gb", 0.3)])
def test_at_an_edge_of_its_band_a_market_is_rationed_over_all_shards(towns: tuple[World, Store], edge: str, value: float) -> None:
    world, store = towns
    rules, assumed = KINDS["marketplace"].of({edge: value}), assumptions_for(world, CROWDED[edge])
    found = simulate(store, rules, assumed)
    assert found == simulate(world, rules, assumed)
    (prices,) = (notice.facts for notice in found.notices if notice.key == "market-prices")
    assert set(prices.values()) == {value}
    alone = [partial_of(store.world(name), rules, assumed, 24, cuts=False) for name in store.shards]
    assert sum(int(one.sides[..., TRANSFERS].sum()) for one in alone) != found.flow.transfers, "each shard for itself"


def test_what_resellers_sell_adds_up_over_shards(towns: tuple[World, Store]) -> None:
    world, store = towns
    rules, assumed = KINDS["gifting"].of(FREE), assumptions_for(world, SOLD)
    parts = [partial_of(store.world(name), rules, assumed, 24).resold for name in store.shards]
    bought = [part.bought for part in parts if part is not None]
    whole = partial_of(world, rules, assumed, 24).resold
    assert whole is not None
    assert len(bought) == len(store.shards)
    assert np.array_equal(np.sum(bought, axis=0), whole.bought)
    assert all(one.any() for one in bought)
    assert {part.resale for part in parts if part is not None} == {whole.resale}
    mine, other = (worth_of(base, rules, assumed, 24) for base in (store, world))
    assert whole.buyers != 0
    assert mine.topup_rate == other.topup_rate


@pytest.mark.parametrize(
    ("mechanism", "rules", "unseen"),
    [
        ("gifting", FREE, 1.9),
        ("gifting", {}, 0.3),
        ("rollover", {}, 1.9),
        ("marketplace", {}, 1.9),
        ("gifting", {"enabled": False}, 0.3),
    ],
)
def test_an_imputed_base_says_the_same_of_another_unseen_need(
    tmp_path: Path, mechanism: str, rules: dict[str, Value], unseen: float
) -> None:
    synthesise(tmp_path / "p", subscribers=1500, seed=12)
    mark = tmp_path / "p" / MARK
    told = json.loads(mark.read_text(encoding="utf-8"))
    mark.write_text(json.dumps(told | {"synthesised": ["need_gb"]}), encoding="utf-8")
    world, store = prepare(tmp_path / "p"), stored(tmp_path / "p", tmp_path / "s", 5)
    chosen, assumed = KINDS[mechanism].of(rules), assumptions_for(world, {"unseen_need": unseen})
    found = simulate(store, chosen, assumed)
    assert found == simulate(world, chosen, assumed)
    assert found == simulate(store, chosen, assumed), "with what is known of shortages by now"
    assert found.outcomes != simulate(world, chosen, assumptions_for(world, {})).outcomes or not chosen.enabled


def test_a_decision_finds_the_same_worth_in_shards(towns: tuple[World, Store]) -> None:
    rules, assumed = KINDS["gifting"].of({}), assumptions_for(towns[0], {})
    one, two = (WhatIf.on(base, rules, assumed).worth({"give_probability": 0.2}) for base in towns)
    assert (one.npv, one.se, one.topup_rate, one.satisfaction) == (two.npv, two.se, two.topup_rate, two.satisfaction)


def test_guests_are_there_and_without_them_the_answer_would_be_another(towns: tuple[World, Store]) -> None:
    world, store = towns
    assert 1.0 < store.held.factor < 3.0
    shard = store.world(store.shards[0])
    assert shard.rows.key.size > shard.subscribers
    assert shard.alone.rows.key.size == shard.subscribers
    assert sum(store.world(name).subscribers for name in store.shards) == world.subscribers
    assert store.whole.pairs == world.pairs.clock.size


def test_samples_and_draws_of_a_store_are_those_of_the_base(towns: tuple[World, Store]) -> None:
    world, store = towns
    rules, assumed = KINDS["gifting"].of({}), assumptions_for(world, {})
    for most in (100, 400, 4000):
        mine, other = community_sample(store, most), community_sample(world, most)
        assert mine[1] == other[1]
        assert np.array_equal(mine[0].rows.facts, other[0].rows.facts)
        one, two = (simulate(each[0], rules, assumed, cuts=False) for each in (mine, other))
        assert one.outcomes == two.outcomes
        assert one.projection == two.projection
    central = simulate(world, rules, assumed)
    (*_, here), (*_, there) = (futures_of(each, central, 16) for each in (store, world))
    assert np.array_equal(here.npv, there.npv)


@pytest.mark.parametrize("mechanism", ["gifting_rollover", "gifting_family_pool"])
def test_what_shards_cannot_say_exactly_is_refused(towns: tuple[World, Store], mechanism: str) -> None:
    _, store = towns
    with pytest.raises(ParameterError) as refused:
        simulate(store, KINDS[mechanism].of({}), assumptions_for(store, {}))
    assert refused.value.problems[0].key == "shards-onwards"


def test_an_account_is_never_split() -> None:
    group = np.array([0, 1, 5, 7, 3, 2], np.int16)
    account = np.array([NO_ACCOUNT, 4, 4, NO_ACCOUNT, 9, 9], np.int32)
    # Three shards: who shares nothing goes with its group, the others with the first member of their account.
    assert homes(group, account, 3).tolist() == [0, 1, 1, 1, 0, 0]
    assert homes(group[:1], account[:1], 3).tolist() == [0]


@pytest.mark.parametrize("sizes", [[0, 1, 0], [700, 1, 40], [64, 64], [3]])
def test_places_in_many_parts_are_those_in_one(sizes: list[int]) -> None:
    chance = np.random.default_rng(5)
    parts = [np.round(chance.random(size), 3) for size in sizes]
    whole = np.concatenate(parts)
    assert np.array_equal(values_at(parts, np.arange(whole.size)), np.sort(whole))
    assert np.array_equal(short_size_quantiles(parts), np.quantile(whole, (np.arange(SIZE_GRID) + 0.5) / SIZE_GRID))
