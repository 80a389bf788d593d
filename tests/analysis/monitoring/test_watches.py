"""What is watched beside the plan alarms where it should, stays quiet where nothing is wrong, and says why it is not watched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from analysis.monitoring.answer import ALARM, QUIET, UNWATCHED
from analysis.monitoring.example import AS_PLANNED, make_launch
from analysis.monitoring.watches import (
    drift_watch,
    kept_by_lot,
    leak_watch,
    tail_of,
    tail_watch,
    tickets_watch,
    watches_of,
)
from analysis.pilot.readout.effects import Pair
from analysis.pilot.readout.read import plan_in, readout_of
from data.population.folder import open_population
from data.progress import silent
from data.trials.reading import read_trial
from data.trials.record import Frame, read_record

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.pilot.readout.answer import Readout
    from data.trials.reading import TrialTables

    Counts = np.ndarray


@dataclass(frozen=True)
class Read:
    folder: Path
    base: Path

    def tables(self) -> TrialTables:
        record = read_record(self.folder)
        plan = plan_in(record)
        frame = Frame(tuple(arm.name for arm in plan.arms), plan.run_in_months, plan.months)
        return read_trial(self.folder, open_population(self.base), record, frame, silent)

    def readout(self, tables: TrialTables) -> Readout:
        record = read_record(self.folder)
        return readout_of(tables, plan_in(record), record)

    def months(self) -> pa.Table:
        return pq.read_table(self.folder / "months.parquet")


@pytest.fixture
def launched(population: Path, tmp_path: Path) -> Read:
    make_launch(population, tmp_path / "launch", AS_PLANNED, 0.35, 2)
    return Read(tmp_path / "launch", population)


def givers(seed: int, rate: float = 0.6) -> Counts:
    """Return how many gifts each of two thousand gives, of unlike zeal; who gives none is no giver."""
    rng = np.random.default_rng(seed)
    given = rng.poisson(rate * rng.gamma(2.0, 0.5, 2000))
    return given[given > 0]


def told(tables: TrialTables, came: Counts) -> TrialTables:
    return replace(tables, givers=came.astype(float))


def test_resale_stands_out_and_a_launch_with_half_the_gifts_does_not(launched: Read) -> None:
    tables, plan = launched.tables(), tuple(givers(seed) for seed in range(100))
    usual = tail_watch(told(tables, givers(500)), plan, 9)
    assert usual.state == QUIET
    assert usual.rate == pytest.approx(1 / 101)
    assert usual.launches == pytest.approx(9 / 101)
    resellers = np.concatenate([givers(501), np.full(15, 12)])
    assert tail_watch(told(tables, resellers), plan, 9).state == ALARM
    slow = givers(502, rate=0.15)
    assert tail_of(slow) > max(tail_of(one) for one in plan)  # fewer gifts alone stand closer together
    assert tail_watch(told(tables, slow), plan, 9).state == QUIET


def test_launches_as_planned_alarm_for_their_tail_as_seldom_as_is_stated(launched: Read) -> None:
    tables, plan = launched.tables(), tuple(givers(seed) for seed in range(19))
    alarms = [tail_watch(told(tables, givers(1000 + seed)), plan, 9).state == ALARM for seed in range(400)]
    assert np.mean(alarms) <= 1 / 20 + 3 * np.sqrt(0.05 * 0.95 / 400)


def test_gifts_kept_by_lot_are_as_many_as_came_and_nobody_gives_more_than_before() -> None:
    rng, given = np.random.default_rng(1), givers(1)
    kept = kept_by_lot(given, 300, rng)
    assert kept.sum() == 300
    assert kept.max() <= given.max()
    assert (kept > 0).all()
    assert kept_by_lot(given, 10**6, rng) is given


def test_with_few_givers_or_without_a_log_the_tail_is_not_watched(launched: Read) -> None:
    tables = launched.tables()
    few = tail_watch(told(tables, np.ones(99)), (givers(1),), 9)
    assert (few.state, few.why) == (UNWATCHED, "few-givers")
    (launched.folder / "gifts.parquet").unlink()
    unlogged = launched.tables()
    assert (tail_watch(unlogged, (givers(1),), 9).why, leak_watch(unlogged).why) == ("no-gift-log", "no-gift-log")


def test_one_gift_without_a_right_is_a_leak(launched: Read) -> None:
    assert leak_watch(launched.tables()).state == QUIET
    members = pq.read_table(launched.folder / "assignment.parquet")
    held = members.filter(pc.invert(members["may_receive"]))["subscriber_id"][0]
    gifts = pq.read_table(launched.folder / "gifts.parquet")
    ids, refused = gifts["receiver_id"].to_pylist(), gifts["refused"].to_pylist()
    ids[refused.index(False)] = held.as_py()
    pq.write_table(gifts.set_column(1, "receiver_id", [ids]), launched.folder / "gifts.parquet")
    found = leak_watch(launched.tables())
    assert (found.state, found.found, found.rate) == (ALARM, 1.0, None)


def test_tickets_are_held_against_the_holdout_and_are_not_watched_where_they_are_not_told(launched: Read) -> None:
    tables = launched.tables()
    found = tickets_watch(launched.readout(tables), "launched", 9)
    assert (found.state, found.launches) == (QUIET, 0.01)
    assert found.rate == pytest.approx(0.01 / 9)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0 < found.high
    members = pq.read_table(launched.folder / "assignment.parquet")
    released = set(members.filter(members["may_give"])["subscriber_id"].to_pylist())
    months = launched.months()
    last = sorted(set(months["month"].to_pylist()))[-5]
    rows = zip(months["subscriber_id"].to_pylist(), months["month"].to_pylist(), months["tickets"].to_pylist(), strict=True)
    more = [count + (nth % 10 == 0 and who in released and month >= last) for nth, (who, month, count) in enumerate(rows)]
    at = months.column_names.index("tickets")
    pq.write_table(months.set_column(at, "tickets", [more]), launched.folder / "months.parquet")
    tables = launched.tables()
    assert tickets_watch(launched.readout(tables), "launched", 9).state == ALARM
    pq.write_table(months.drop_columns(["tickets"]), launched.folder / "months.parquet")
    tables = launched.tables()
    unwatched = tickets_watch(launched.readout(tables), "launched", 9)
    assert (unwatched.state, unwatched.why) == (UNWATCHED, "no-tickets")


def test_arms_that_were_unlike_before_launch_alarm(launched: Read) -> None:
    assert drift_watch(Pair(launched.tables(), 1)).state == QUIET
    members = pq.read_table(launched.folder / "assignment.parquet")
    released = set(members.filter(members["may_give"])["subscriber_id"].to_pylist())
    months = launched.months()
    rows = zip(months["subscriber_id"].to_pylist(), months["used_gb"].to_pylist(), strict=True)
    used = [2 * gb if who in released else gb for who, gb in rows]
    at = months.column_names.index("used_gb")
    spoiled = months.set_column(at, months.schema.field(at), pa.array(used, months.schema.field(at).type))
    pq.write_table(spoiled, launched.folder / "months.parquet")
    found = drift_watch(Pair(launched.tables(), 1))
    assert found.state == ALARM
    assert found.rate == pytest.approx(0.003)
    bare = replace(launched.tables(), run_in=0)
    assert drift_watch(Pair(bare, 1)).why == "no-run-in"


def test_without_a_holdout_neither_tickets_nor_arms_before_launch_are_watched(launched: Read) -> None:
    tables = launched.tables()
    found = {one.name: one for one in watches_of(tables, (givers(1),), launched.readout(tables).ratios, None, 9)}
    assert set(found) == {"tail", "leak", "holdout", "tickets", "drift"}
    assert (found["tickets"].why, found["drift"].why) == ("no-holdout", "no-holdout")
    assert found["holdout"].state == QUIET


def test_each_reading_has_its_part_of_what_a_launch_may_alarm_for_its_tickets(launched: Read) -> None:
    readout = launched.readout(launched.tables())
    own = next(one for one in readout.effects if one.measure == "tickets")

    def state(p: float, assignments: int, told: float, planned: int = 9) -> str:
        changed = replace(own, randomised_p=p, assignments=assignments, exact=False, difference=replace(own.difference, p=told))
        return tickets_watch(replace(readout, effects=(changed,)), "launched", planned).state

    assert state(0.005, 9_999, 0.005) == QUIET
    assert state(0.005, 9_999, 0.005, planned=1) == ALARM
    assert state(0.001, 9_999, 0.5) == ALARM  # by lot
    # So many clusters that the few assignments looked at can never tell one in nine hundred: the estimate's own p stands.
    assert state(0.005, 199, 0.0005) == ALARM
    assert state(0.005, 199, 0.005) == QUIET
