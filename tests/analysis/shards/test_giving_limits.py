"""A store with a limit of giving holds fewer guests, says what the base says up to the limit, and refuses what lies beyond."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pytest
from hypothesis import Phase, event, given
from hypothesis import strategies as st

from analysis.decide.tornado import tornado
from analysis.decide.what_if import WhatIf
from analysis.mechanisms.common.reach import latest_rings, rings_asked
from analysis.mechanisms.registry import mechanism_of
from analysis.results.result import Notice
from analysis.rivals.compare import unasked
from analysis.settings.assumptions import assumptions_for, make_assumptions
from analysis.settings.parameters import as_dict
from analysis.settings.rule_kinds import KINDS
from analysis.settings.rule_set import PARTS
from analysis.shards import building, making, routing
from analysis.shards.answers import check
from analysis.shards.building import build_store
from analysis.shards.store import FRAMED, open_store
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from data.errors import ParameterError
from data.synthetic.generator import synthesise
from tests.conftest import contents
from tests.reference.draw_bases import bases
from tests.reference.draw_settings import assumptions, rules_of
from tests.reference.sessions import EXAMPLES, session

if TYPE_CHECKING:
    from analysis.results.result import Result
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet
    from analysis.shards.store import Store
    from analysis.world.world import World
    from data.errors import Problem
    from tests.analysis.builder import Builder

LIMIT, SHARDS, KEPT = 0.2, 7, 1200
ASKED = ("gifting", "paid_gift", *(name for name in KINDS if name not in PARTS))
FREE: dict[str, Value] = {"same_region_only": False, "monthly_cap_gb": None, "max_transfer_gb": None, "step_gb": None}
# Ten ties a head all over the base, of any strength: nine in ten lead out of a community.
STRANGERS = """
copy (
    select * from {contacts} union all
    select s.subscriber_id, o.subscriber_id, (1 + hash(s.subscriber_id || 'x' || n) % 999999) / 1000000
    from {people} s, range(5) r(n), {people} o
    where o.subscriber_id = (hash(s.subscriber_id || n) % {count})::varchar and o.subscriber_id <> s.subscriber_id
    qualify row_number() over (partition by list_sort([s.subscriber_id, o.subscriber_id])) = 1
) to {target}
"""


def stored(source: Path, folder: Path, shards: int, limit: float, seed: int = 1) -> Store:
    folder.mkdir()
    build_store(source, folder, shards, giving_up_to=limit, seed=seed)
    return open_store(folder)


def answered(store: Store, rules: RuleSet, assumed: Assumptions) -> Result:
    """Return what a store answers, less what it says of its limit."""
    found = simulate(store, rules, assumed)
    assert found.notices[0] == Notice("giving-limited", {"giving_share": store.giving_up_to})
    return replace(found, notices=found.notices[1:])


def refusal(store: Store, rules: RuleSet, assumed: Assumptions) -> Problem | None:
    try:
        check(store, rules, assumed)
    except ParameterError as error:
        return error.problems[0]
    return None


def held(store: Store) -> list[int]:
    return [store.world(name).rows.sub.size for name in store.shards]


def is_promised(store: Store, rules: RuleSet, assumed: Assumptions) -> bool:
    """Say whether a store was built for a question, by the words of its option."""
    chance = mechanism_of(rules).chance
    likely = 0.3 <= assumed.tie_strength_exponent <= 1.2 and 0.0 <= assumed.topup_conversion <= 0.7
    return not chance or (likely and getattr(assumed, chance) <= store.giving_up_to)


@session(8, [Phase.generate] if EXAMPLES else [Phase.generate, Phase.shrink])
@given(data=st.data(), base=bases(), limit=st.floats(0.01, 0.99), shards=st.integers(2, 200))
def test_up_to_its_limit_any_store_says_what_one_process_says_and_refuses_the_rest(
    data: st.DataObject, base: Builder, limit: float, shards: int
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        source = base.write(Path(scratch) / "p")
        world, store = prepare(source, seed=5), stored(source, Path(scratch) / "s", shards, limit, seed=5)
        everything = stored(source, Path(scratch) / "all", shards, 1.0, seed=5)
        assert all(mine <= other for mine, other in zip(held(store), held(everything), strict=True))
        for _ in range(4):
            mechanism = data.draw(st.sampled_from(ASKED))
            rules = replace(data.draw(rules_of(KINDS[mechanism], sorted(base.plans))), enabled=True)
            assumed, chance = data.draw(assumptions()), mechanism_of(rules).chance
            if chance:
                asked = min(1.0, limit * data.draw(st.sampled_from((1.0, 0.9, 1.5))))
                assumed = make_assumptions(as_dict(assumed) | {chance: asked})
            problem, promised = refusal(store, rules, assumed), is_promised(store, rules, assumed)
            if problem is None:
                assert answered(store, rules, assumed) == simulate(world, rules, assumed)
            else:
                assert problem.key == "shards-giving"
                assert not promised
                with pytest.raises(ParameterError):
                    simulate(store, rules, assumed)
            event(f"promised: {promised}, answered: {problem is None}")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a base whose ties hardly keep to communities."""
    place = tmp_path_factory.mktemp("strangers") / "p"
    synthesise(place, subscribers=3000, seed=11)
    mixed = place.with_name("contacts.parquet")
    files = {name: f"'{place / f'{table}.parquet'}'" for name, table in (("contacts", "contacts"), ("people", "subscribers"))}
    duckdb.execute(STRANGERS.format(**files, count=3000, target=f"'{mixed}'"))
    mixed.replace(place / "contacts.parquet")
    return place


@pytest.fixture(scope="module")
def strangers(source: Path) -> tuple[World, Store, Store]:
    """Return such a base whole, in shards, and in shards with a limit; frames of pilots are smaller than it."""
    with pytest.MonkeyPatch.context() as patched:
        for module in (routing, making):
            patched.setattr(module, "MOST_FRAME", KEPT)
        everything, store = (stored(source, source.with_name(f"up-to-{limit}"), SHARDS, limit) for limit in (1.0, LIMIT))
    return prepare(source), everything, store


def test_guests_are_fewer_and_all_else_is_the_same(strangers: tuple[World, Store, Store]) -> None:
    world, everything, store = strangers
    assert everything.held.factor > 3.0
    assert store.held.factor < 0.6 * everything.held.factor
    assert store.held.rows == everything.held.rows
    assert store.whole.pairs == everything.whole.pairs == world.pairs.clock.size
    for name in (FRAMED, *(f"sample-{size}" for size in store.samples)):
        assert contents(store.path / name) == contents(everything.path / name), name


# At both ends of what is likely, where other ties ring last.
EDGES = [(exponent, conversion) for exponent in (0.3, 0.7, 1.2) for conversion in (0.0, 0.3, 0.7)]


@pytest.mark.parametrize(("exponent", "conversion"), EDGES)
@pytest.mark.parametrize("mechanism", ["gifting", "paid_gift"])
def test_at_its_limit_a_store_says_what_the_base_says(
    strangers: tuple[World, Store, Store], mechanism: str, exponent: float, conversion: float
) -> None:
    world, _, store = strangers
    rules = KINDS[mechanism].of(FREE if mechanism == "gifting" else {"bought_same_region": False})
    chance = mechanism_of(rules).chance
    asked = {chance: LIMIT, "tie_strength_exponent": exponent, "topup_conversion": conversion, "adoption_months": 1}
    assumed = assumptions_for(world, asked)
    assert answered(store, rules, assumed) == simulate(world, rules, assumed)
    beyond = assumptions_for(world, asked | {chance: 0.5})
    with pytest.raises(ParameterError) as refused:
        simulate(store, rules, beyond)
    (problem,) = refused.value.problems
    assert problem.key == "shards-giving"
    assert problem.facts["limit"] == LIMIT
    assert float(str(problem.facts["needed"])) >= 0.5
    assert refusal(replace(store, shards=store.shards[:1]), rules, beyond) is None, "one shard has no guests to lack"


def test_a_limit_that_let_one_tenth_more_go_would_be_seen(
    strangers: tuple[World, Store, Store], source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, _, _ = strangers
    monkeypatch.setattr("analysis.shards.making.latest_rings", lambda *asked: latest_rings(*asked) * 0.9)
    short, differing = stored(source, tmp_path / "s", SHARDS, LIMIT), 0
    for exponent, conversion in EDGES:
        asked = {"give_probability": LIMIT, "tie_strength_exponent": exponent, "topup_conversion": conversion}
        rules, assumed = KINDS["gifting"].of(FREE), assumptions_for(world, asked)
        differing += answered(short, rules, assumed) != simulate(world, rules, assumed)
    assert differing > 0


def test_what_lacks_guests_would_be_answered_wrongly_if_it_were_not_refused(
    strangers: tuple[World, Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    world, everything, store = strangers
    rules, assumed = KINDS["gifting"].of(FREE), assumptions_for(world, {"give_probability": 0.6})
    assert simulate(everything, rules, assumed) == simulate(world, rules, assumed)
    monkeypatch.setattr("analysis.shards.answers.rings_asked", lambda *_: np.zeros(1))
    assert answered(store, rules, assumed) != simulate(world, rules, assumed)


def test_rings_are_those_that_the_replay_waits_for(strangers: tuple[World, Store, Store]) -> None:
    world, _, store = strangers
    assert np.isinf(rings_asked(store, 1.0, 0.7, 0.3)).all()
    assert not rings_asked(store, 0.0, 0.7, 0.3).any()
    assert (rings_asked(store, LIMIT, 0.7, 0.3) == rings_asked(world, LIMIT, 0.7, 0.3)).all()
    assert (rings_asked(store, LIMIT, 0.7, 0.3) < store.latest_rings).all()


def test_what_asks_beyond_on_the_way_says_so_before_it_answers(strangers: tuple[World, Store, Store]) -> None:
    world, _, store = strangers
    rules, assumed = KINDS["gifting"].of({}), assumptions_for(world, {})
    with pytest.raises(ParameterError) as refused:
        list(tornado(WhatIf.on(store, rules, assumed)))
    assert (refused.value.problems[0].facts["name"], refused.value.problems[0].facts["chance"]) == ("give_probability", 0.3)
    assert WhatIf.on(store, rules, assumed).worth({"give_probability": LIMIT}).npv
    willing = replace(assumed, paid_gift_probability=0.9)
    assert {problem.facts.get("name") for problem in unasked(store, willing).values()} == {None, "paid_gift_probability"}
    assert unasked(world, willing) == {}


def test_where_guests_are_many_it_is_measured_what_limits_would_leave(
    strangers: tuple[World, Store, Store], source: Path, tmp_path: Path
) -> None:
    _, everything, store = strangers
    found = stored(source, tmp_path / "s", SHARDS, 0.1).held.factor
    for known in (everything, store):
        assert known.held.factor > building.MANY_GUESTS
        limit, factor = known.held.limited[-1]
        assert limit == 0.1
        assert factor == pytest.approx(found, rel=0.05)
    assert len(everything.held.limited) == len(building.OFFERED) == 2
    assert len(store.held.limited) == 1, "a limit above its own would leave it nothing less"


@pytest.mark.parametrize("limit", [0.0, -0.1, 1.01, float("nan")])
def test_a_limit_out_of_range_is_refused(source: Path, tmp_path: Path, limit: float) -> None:
    with pytest.raises(ParameterError) as caught:
        build_store(source, tmp_path, 2, giving_up_to=limit)
    assert caught.value.problems[0].key == "shards-giving-range"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_whatever_follows_ties_is_held_to_the_limit(kind: str, strangers: tuple[World, Store, Store]) -> None:
    world, _, store = strangers
    rules, pairs = replace(KINDS[kind].of({}), enabled=True), world.pairs
    alone = replace(world, pairs=pairs._replace(starts=np.zeros_like(pairs.starts)))
    mechanism, willing = mechanism_of(rules), assumptions_for(world, {"give_probability": 1.0, "paid_gift_probability": 1.0})
    follows = simulate(world, rules, willing).flow != simulate(alone, rules, willing).flow
    assert follows == bool(mechanism.chance or mechanism.reaches_on)
    assert follows == (refusal(store, rules, willing) is not None)
