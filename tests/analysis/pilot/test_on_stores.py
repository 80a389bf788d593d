"""A pilot on a store of shards is that of its base, to the digit: in a frame of whole communities, with ids from the tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.parquet as pq
import pytest

from analysis.decide.what_if import WhatIf
from analysis.engine.unseen_need import with_unseen_need
from analysis.pilot import ground
from analysis.pilot.example.example import make_example
from analysis.pilot.ground import ground_of, plan_on, tables_needed
from analysis.pilot.learning.from_trial import replay_of, seen_in
from analysis.pilot.people import ids_of
from analysis.pilot.plan import Plan
from analysis.pilot.presets import plan_of
from analysis.pilot.readout.read import read_pilot
from analysis.pilot.replay import replicate, stage_of
from analysis.pilot.rights import everybody, rights_of
from analysis.pilot.worth.shown import shown_by
from analysis.settings.assumptions import Assumptions, assumptions_for
from analysis.settings.rules import Rules, make_rules
from analysis.shards import making, routing
from analysis.shards.building import build_store
from analysis.shards.framing import framed
from analysis.shards.opening import tables_of
from analysis.shards.store import COMMUNITIES, open_store
from analysis.uncertainty.distributions import drawn_values
from analysis.world.subsample import in_frame
from data.errors import InputError, ParameterError
from data.synthetic.generator import synthesise
from reports.trials.made import Asked, designed
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.shards.store import AnyBase, Store
    from analysis.world.world import World
    from reports.trials.made import Designed

FRAME, KEPT = 900, 1500
WHOLE = plan_of(None, {"months": "3"})
IN_FRAME = WHOLE.changed({"frame": FRAME})


def told(caught: pytest.ExceptionInfo[InputError] | pytest.ExceptionInfo[ParameterError]) -> str:
    """Return the key of the only problem, which has its sentence in every language."""
    (problem,) = caught.value.problems
    assert all(wording(language).problem(problem.key, problem.facts) for language in LANGUAGES)
    return problem.key


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stores")


@pytest.fixture(scope="module")
def store(folder: Path, population: Path) -> Store:
    """Return a store whose frame holds everybody."""
    (folder / "all").mkdir()
    build_store(population, folder / "all", 3)
    return open_store(folder / "all")


@pytest.fixture(scope="module", params=[2, 5])
def large(request: pytest.FixtureRequest, folder: Path, population: Path) -> Store:
    """Return a store of a base that is larger than any frame: it keeps the guests of the largest."""
    shards: int = request.param
    place = folder / f"large-{shards}"
    place.mkdir()
    with pytest.MonkeyPatch.context() as patched:
        for module in (routing, making):
            patched.setattr(module, "MOST_FRAME", KEPT)
        build_store(population, place, shards, threads=shards)
    found = open_store(place)
    assert 0 < found.framed(KEPT)[0].subscribers < found.framed(KEPT)[0].rows.key.size < found.subscribers
    return found


def asked(base: AnyBase, plan: Plan, tables: Path | None) -> Designed:
    what_if = WhatIf.on(base, make_rules({}), assumptions_for(base, {}))
    return designed(Asked(what_if, tables, plan, 20))


@pytest.fixture(scope="module")
def of_base(world: World, population: Path) -> Designed:
    return asked(world, IN_FRAME, population)


def test_a_frame_that_holds_the_whole_base_designs_what_the_base_does(store: Store, world: World, population: Path) -> None:
    found, own = asked(store, WHOLE, population), asked(world, WHOLE, population)
    assert found.evaluations == own.evaluations
    assert found.assignment == own.assignment
    assert found.plan == own.plan


def test_a_smaller_frame_designs_the_same_on_any_store_and_on_the_base(
    large: Store, of_base: Designed, population: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ground, "MOST_FRAME", KEPT)
    found = asked(large, IN_FRAME, population)
    assert found.evaluations == of_base.evaluations
    assert found.assignment == of_base.assignment


@pytest.mark.parametrize("matched", [False, True])
def test_clusters_are_matched_and_joined_alike(*, matched: bool, store: Store, world: World, population: Path) -> None:
    plan = IN_FRAME.changed({"matched": matched, "households": True, "take_part": 0.5, "unit": "communities"})
    found, own = (designed_alone(base, plan, population) for base in (store, world))
    assert found.evaluations == own.evaluations
    assert found.assignment == own.assignment


def designed_alone(base: AnyBase, plan: Plan, tables: Path | None) -> Designed:
    what_if = WhatIf.on(base, make_rules({"same_region_only": False}), assumptions_for(base, {}))
    return designed(Asked(what_if, tables, plan, 20, alone=True))


def test_the_list_holds_whole_communities_and_nobody_else(of_base: Designed, population: Path, world: World) -> None:
    assert of_base.assignment is not None
    listed = {line.split(b",")[0].decode() for line in of_base.assignment.splitlines()[1:]}
    subscribers = pq.read_table(population / "subscribers.parquet", columns=["subscriber_id", "community"]).to_pydict()
    months = pq.read_table(population / "usage.parquet", columns=["subscriber_id", "month"]).to_pydict()
    last = world.months[-1]
    there = {who for who, month in zip(months["subscriber_id"], months["month"], strict=True) if str(month) == last}
    members: dict[str, set[str]] = {}
    for who, community in zip(subscribers["subscriber_id"], subscribers["community"], strict=True):
        members.setdefault(f"c{community}" if community is not None else f"s{who}", set()).add(who)
    met = [theirs & there for theirs in members.values() if theirs & listed]
    assert set().union(*met) == listed
    assert 0 < sum(map(len, met)) <= FRAME


@pytest.mark.parametrize("region", [True, False])
def test_what_frames_do_is_what_their_people_do_in_the_base(
    *, region: bool, large: Store, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ground, "MOST_FRAME", KEPT)
    rules, own = Rules.of({"same_region_only": region}), in_frame(world.group, world.lot, KEPT)
    held = ground_of(large, WHOLE.changed({"frame": KEPT}), None).world
    assert held.rows.key[: own.size].tolist() == world.rows.key[own].tolist()
    assumed = replace(Assumptions(), give_probability=0.9, adoption_months=0)
    stages = [stage_of(one, rules, assumed, range(6, 9)) for one in (world, held)]
    dealt = np.random.default_rng(1).random((2, own.size)) < 0.5
    spread = np.zeros((2, world.subscribers), bool)
    spread[:, own] = dealt
    for in_base, in_store in (
        (everybody(world.subscribers), everybody(held.rows.key.size)),
        (rights_of(*spread), rights_of(*dealt)),
    ):
        whole, part = replicate(stages[0], in_base), replicate(stages[1], in_store)
        for measure in ("buyers", "packs", "satisfaction", "used_kb", "sent_kb"):
            assert part.changed(measure).tolist() == whole.changed(measure)[own].tolist()
            assert whole.changed("sent_kb")[own].any()
    refused = [sum(int(month.refused_kb.sum()) for month in replay.gifts) for replay in (whole, part)]
    assert refused[0] == refused[1] > 0  # what would have gone beyond the frame among it


def test_a_smaller_frame_lies_in_a_larger_one(world: World) -> None:
    small, wide = (framed(world, most) for most in (FRAME, KEPT))
    assert set(small.rows.key[: small.subscribers].tolist()) < set(wide.rows.key[: wide.subscribers].tolist())
    again = framed(wide, FRAME)
    assert again.rows.key[: again.subscribers].tolist() == small.rows.key[: small.subscribers].tolist()
    assert again.rows.key.size == small.rows.key.size < wide.rows.key.size < world.subscribers
    assert framed(world, world.subscribers) is world


def test_a_plan_says_the_frame_of_a_store_that_is_larger(store: Store, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert plan_on(store, WHOLE) == WHOLE
    monkeypatch.setattr(ground, "FRAME", FRAME)
    assert plan_on(store, WHOLE) == IN_FRAME
    assert plan_on(store, WHOLE.changed({"frame": 700})).frame == 700
    assert plan_on(world, WHOLE) == WHOLE  # of tables the whole base takes part unless the plan says otherwise
    assert WHOLE.plan_digest != IN_FRAME.plan_digest
    assert WHOLE.plan_digest == Plan.of({"months": 3, "households": True}).plan_digest


def test_a_frame_beyond_the_one_that_is_kept_is_refused(large: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ground, "MOST_FRAME", KEPT)
    for frame in (0, KEPT + 1, 10**6):
        with pytest.raises(ParameterError) as refusal:
            ground_of(large, WHOLE.changed({"frame": frame}), None)
        assert told(refusal) == "pilot-frame"
        assert refusal.value.problems[0].facts["most"] == KEPT


def test_without_tables_figures_are_told_and_no_list(store: Store, of_base: Designed) -> None:
    found = asked(store, IN_FRAME, None)
    assert found.evaluations == of_base.evaluations
    assert found.assignment is None
    with pytest.raises(InputError) as refusal:
        found.record(date(2026, 11, 27))
    assert told(refusal) == "pilot-without-ids"


def test_tables_are_looked_for_beside_a_store_and_told_apart_from_others(
    population: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, place = tmp_path / "operator", tmp_path / "operator-shards"
    base.symlink_to(population)
    place.mkdir()
    build_store(base, place, 2)
    found = open_store(place)
    assert tables_of(found, place) == base
    assert tables_of(replace(found, stands_for=tmp_path / "elsewhere"), base) == tmp_path / "elsewhere"
    base.unlink()
    assert tables_of(found, place) is None
    monkeypatch.chdir(place)
    assert tables_of(open_store(Path()), Path()) is None  # a folder without a name has none beside it
    with pytest.raises(InputError) as refusal:
        tables_needed(found, place)
    assert told(refusal) == "pilot-without-ids"
    assert tables_needed(found, place, population) == population
    other = tmp_path_factory.mktemp("another") / "base"
    synthesise(other, subscribers=1000, seed=3)
    with pytest.raises(InputError) as refusal:
        tables_needed(found, place, other)
    assert told(refusal) == "pilot-other-tables"
    with pytest.raises(InputError) as refusal:
        ids_of(other, found.framed(FRAME)[0].rows.key)
    assert told(refusal) == "pilot-other-tables"


def test_communities_that_lost_a_bit_are_refused(population: Path, tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    build_store(population, tmp_path / "s", 1)
    file = tmp_path / "s" / COMMUNITIES
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    with pytest.raises(InputError) as refusal:
        open_store(tmp_path / "s").framed(FRAME)
    assert told(refusal) == "store-damaged"


@pytest.fixture(scope="module")
def trial(store: Store, population: Path, folder: Path) -> Path:
    """Return an example pilot made in a frame of a store."""
    make_example(population, folder / "trial", WHOLE.changed({"frame": KEPT}), 1, base=store)
    return folder / "trial"


def test_an_example_in_a_frame_is_that_of_the_base_and_is_read(
    trial: Path, world: World, population: Path, tmp_path: Path
) -> None:
    make_example(population, tmp_path / "own", WHOLE.changed({"frame": KEPT}), 1, base=world)
    for file in trial.iterdir():
        assert file.read_bytes() == (tmp_path / "own" / file.name).read_bytes()
    found = read_pilot(trial, population)
    assert not found.sample_ratio_failed
    assert found.leak is not None
    assert found.leak.rightless == 0


def test_a_pilot_in_a_frame_is_replayed_on_it_and_not_among_others(
    trial: Path, store: Store, world: World, population: Path
) -> None:
    seen = seen_in(read_pilot(trial, population))
    own, other = (
        replay_of(trial, ground_of(base, WHOLE.changed({"frame": KEPT}), population), Rules(), seen) for base in (store, world)
    )
    assert own.arms.treated.sum() == other.arms.treated.sum() > 0
    assert own.summaries(Assumptions()).tolist() == other.summaries(Assumptions()).tolist()
    with pytest.raises(InputError) as refusal:
        replay_of(trial, ground_of(store, IN_FRAME, population), Rules(), seen)
    assert told(refusal) == "pilot-beyond-frame"


def test_what_a_frame_shows_is_told_with_the_error_of_the_whole_base(store: Store, world: World, population: Path) -> None:
    what_if = WhatIf.on(world, make_rules({}), assumptions_for(world, {}))
    rows = drawn_values(what_if.question.assumptions, 4, 1, "gifting")

    def shown(base: AnyBase, plan: Plan) -> tuple[NDArray[np.float64], NDArray[np.float64], int, float]:
        held = ground_of(base, plan, population)
        found = shown_by(held, base.subscribers, plan, what_if.question, Rules(), rows, 1, lambda _: None)
        return found.values, found.noise, found.treated, found.survey

    survey = {"survey_answers": 500, "cost_per_answer": 2.0}
    plan, framed_plan = WHOLE.changed(survey), IN_FRAME.changed(survey)
    mine, own = shown(store, framed_plan), shown(world, framed_plan)
    assert [np.array_equal(mine[nth], own[nth]) for nth in (0, 1)] == [True, True]
    assert mine[2:] == own[2:]
    _, noise, treated, cost = shown(world, plan)
    part = ground_of(world, framed_plan, population).world.subscribers / world.subscribers
    assert mine[2] == pytest.approx(treated, rel=0.25)  # of two dozen clusters, counted up to the whole base
    assert np.sqrt(mine[1][1, 1] / noise[1, 1]) == pytest.approx(1.0, abs=0.35)
    assert mine[3] * part == pytest.approx(cost) == pytest.approx(1000.0)  # as many answers as the plan says, in its own frame


def test_need_behind_the_limit_is_drawn_for_a_frames_people_as_in_the_base(world: World) -> None:
    imputed = replace(world, manifest=replace(world.manifest, synthesised=("need_gb",)))
    own = in_frame(world.group, world.lot, FRAME)
    whole, part = (with_unseen_need(one, 1.5) for one in (imputed, framed(imputed, FRAME)))
    assert part.person_sums.tolist() == whole.person_sums[own].tolist() != world.person_sums[own].tolist()
    needs = np.bincount(part.rows.sub, part.rows.need, part.rows.key.size)[: own.size]
    assert needs.tolist() == np.bincount(whole.rows.sub, whole.rows.need, world.subscribers)[own].tolist()
