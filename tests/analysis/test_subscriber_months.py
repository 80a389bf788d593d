"""Subscriber-months made of arrays are those of whole numbers of any size, row by row, in whatever order they were told."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from analysis.kernels.inputs import FACTS
from analysis.kernels.sums import GROUPS
from analysis.shards.guests import AT_ONCE, ties_of_each
from analysis.shards.visits import VISIT, Home, Whose, tell_visits, visits_wanted
from analysis.world import months as making
from analysis.world.months import TOLD, Months, Near, People, months_of
from analysis.world.tables import PIECE, Plans
from analysis.world.world import MEASURES
from data.errors import InputError

NEAR, MONTHS = Near(2, 1), 5
# The last tariff is one whose products with a use do not fit 64 bits.
FEE, PRICE, PACK = (
    np.array(kind, np.int64) for kind in ([300, 0, 5 * 10**9], [7, 10**6, 10**15], [1000, 1, 10**12])
)  # fmt: skip
PLANS = Plans(
    ("a", "b", "c"), FEE, PRICE, PACK, np.array([0, 1, 2], np.int8), np.full(3, 30), np.zeros(3, np.bool_), {}
)  # fmt: skip


def told_of(people: int, seed: int) -> tuple[np.ndarray, People]:
    """Return subscriber-months of some people, mostly small and some near what the schema allows, in no order."""
    rng = np.random.default_rng(seed)
    here = np.argwhere(rng.random((people, MONTHS)) < 0.7)
    told = np.zeros(len(here), TOLD)
    told["sub"], told["nth"], told["tariff"] = here[:, 0], here[:, 1], rng.integers(0, 3, len(here))
    large = rng.random(len(here)) < 0.1
    for name in ("allowance_kb", "used_kb", "said_kb"):
        told[name] = np.where(large, rng.integers(0, 10**12, len(here)), rng.integers(0, 9, len(here)))
    for name in ("allowance_kb", "said_kb"):
        told[name][rng.random(len(here)) < 0.3] = -1
    told["packs"] = np.where(told["tariff"] == 2, rng.integers(0, 2, len(here)), rng.integers(0, 4, len(here)))
    told["leaving"], told["told"] = rng.integers(-1, 2, len(here)), rng.integers(-1, 2, len(here))
    whose = People(
        rng.integers(0, 130, people).astype(np.int32),
        rng.integers(0, 3, people).astype(np.int8),
        rng.integers(0, GROUPS, people).astype(np.int16),
    )
    return rng.permutation(told), whose


def plainly(row: np.void) -> tuple[int, int, dict[str, int], bool]:
    """Return balance, need, measures and whether it ran out of one subscriber-month, in Python's own numbers."""
    tariff, packs = int(row["tariff"]), int(row["packs"])
    fee, price, pack = int(FEE[tariff]), int(PRICE[tariff]), int(PACK[tariff])
    allowance, used, said, told = (int(row[name]) for name in ("allowance_kb", "used_kb", "said_kb", "told"))
    given = allowance + packs * pack
    near = used > 0 and given - NEAR.below <= used <= given + NEAR.above
    at_limit = given > 0 and (near if told < 0 else told == 1)
    balance = -1 if allowance < 0 else allowance if at_limit else max(allowance, used - packs * pack)
    limit = balance + packs * pack
    need = used if balance < 0 else min(used, limit) if said < 0 else max(used, said)
    taken = used if balance < 0 else limit if need > limit else min(used, limit)
    short = balance >= 0 and need > balance
    unused = max(0, limit - taken) if balance >= 0 else 0
    measures = {
        "months": 1,
        "packs": packs,
        "buyers": packs > 0,
        "short": short,
        "short_buyers": short and packs > 0,
        "used_kb": taken,
        "unmet_kb": need - taken,
        "unused_kb": unused,
        "fee": fee,
        "pack_revenue": packs * price,
        "used_value": taken * price // pack,
        "unmet_share": (need - taken) * 10**6 // need if need > 0 else 0,
        "unused_share": min(unused, balance) * 10**6 // balance if balance > 0 else 0,
        "spend_share": 0 if fee <= 0 else min(10**6, packs * price * 10**6 // fee),
        "leavers": row["leaving"] == 1,
        "renewals_seen": row["leaving"] >= 0,
    }
    ran_out = balance >= 0 and used > 0 and (at_limit or used >= limit)
    return balance, need, {name: int(value) for name, value in measures.items()}, ran_out


def test_every_month_is_what_it_is_in_numbers_of_any_size() -> None:
    told, whose = told_of(400, 1)
    found = months_of(told, told["sub"], whose, PLANS, NEAR, (MONTHS, ""))
    ordered = told[np.lexsort((told["sub"], told["nth"]))]
    people, months = np.zeros((400, len(MEASURES)), object), np.zeros((MONTHS, GROUPS, len(MEASURES)), object)
    ran_out = unknown = beyond = 0
    for at, row in enumerate(ordered):
        balance, need, measures, out = plainly(row)
        sub, values = int(row["sub"]), [measures[name] for name in MEASURES]
        assert (found.facts["balance"][at], found.facts["need"][at]) == (balance, need)
        assert (found.facts["sub"][at], found.facts["packs"][at], found.month[at]) == (sub, row["packs"], row["nth"])
        last = max(ordered["nth"][ordered["sub"] == sub])
        assert found.band[at] == min(20, max(0, whose.tenure[sub] - int(last - row["nth"])) // 6)
        people[sub] += values
        months[row["nth"], whose.group[sub]] += values
        ran_out, unknown = ran_out + out, unknown + (out and row["said_kb"] < 0)
        beyond += measures["used_kb"] * int(PRICE[row["tariff"]]) >= 2**63
    assert beyond > 10
    assert (found.person_sums == people).all()
    assert (found.month_sums == months).all()
    assert (found.ran_out, found.unknown) == (ran_out, unknown)
    assert sum(known for known, _ in found.tenure.values()) == found.hazards[:, :, 1].sum() == (told["leaving"] >= 0).sum()
    assert sum(gone for _, gone in found.tenure.values()) == found.hazards[:, :, 0].sum() == (told["leaving"] == 1).sum()


@pytest.mark.parametrize("threads", [2, 3, 7])
def test_many_threads_count_what_one_does(monkeypatch: pytest.MonkeyPatch, threads: int) -> None:
    told, whose = told_of(9, 4)  # seven stretches of nine people: some of them are nobody's
    told["tariff"] = 0
    one = months_of(told, told["sub"], whose, PLANS, NEAR, (MONTHS, ""))
    monkeypatch.setattr(making, "ALONE", 0)
    many = months_of(told, told["sub"], whose, PLANS, NEAR, (MONTHS, ""), threads=threads)
    for field in fields(Months):
        assert np.array_equal(getattr(one, field.name), getattr(many, field.name)), field.name


def test_the_order_in_which_months_are_told_does_not_matter() -> None:
    told, whose = told_of(2 * PIECE, 2)
    told["tariff"] = 0  # all that the largest one would cost is refused
    one, other = (
        months_of(rows, rows["sub"], whose, PLANS, NEAR, (MONTHS, "")) for rows in (told, np.sort(told, order=["sub", "nth"]))
    )
    for field in fields(Months):
        assert np.array_equal(getattr(one, field.name), getattr(other, field.name)), field.name


@pytest.mark.parametrize(("column", "value", "error"), [("used_kb", 10**12, InputError), ("said_kb", 5 * 10**17, OverflowError)])
def test_what_does_not_fit_is_refused(column: str, value: int, error: type[Exception]) -> None:
    told, whose = told_of(400, 3)
    told[column], told["tariff"] = value, column == "used_kb"  # a million a kB, or next to nothing
    if column == "said_kb":
        told["used_kb"] = 0
    with pytest.raises(error):
        months_of(told, told["sub"], whose._replace(group=np.zeros(400, np.int16)), PLANS, NEAR, (MONTHS, ""))


def test_guests_visit_whoever_asks_for_them_and_no_one_else() -> None:
    rng = np.random.default_rng(4)
    person, plan = np.arange(1, 3000, 2).astype(np.int32), rng.integers(0, 3, 3000).astype(np.int16)
    facts = np.zeros(900, FACTS)
    facts["sub"] = np.sort(rng.choice(person.size, 900, replace=False))
    for name in ("need", "balance", "packs"):
        facts[name] = rng.integers(0, 99, 900)
    tariff = rng.integers(0, 3, 900).astype(np.int32)
    leaving, band = (rng.integers(0, 3, 900).astype(np.int8) for _ in range(2))
    home, whose = Home(facts, leaving, tariff, band), Whose(person, plan, PLANS.sim, rng.random((3, 3)))
    reach = rng.integers(0, 2**63, 3000).astype(np.uint64) & rng.integers(0, 2**63, 3000).astype(np.uint64)
    starts = visits_wanted(home, whose, reach)
    visits = np.zeros(starts[-1], VISIT)
    tell_visits(home, whose, reach, starts, visits)
    for place in range(AT_ONCE):
        asked = [row for row in range(900) if int(reach[person[facts["sub"][row]]]) >> place & 1]
        told = visits[starts[place] : starts[place + 1]]
        who = person[facts["sub"][asked]]
        assert told["sub"].tolist() == who.tolist()
        assert told["hazard"].tolist() == whose.hazards[PLANS.sim[plan[who]], band[asked]].tolist()
        assert all((told[name] == facts[name][asked]).all() for name in ("need", "balance", "packs"))
        assert (told["tariff"] == tariff[asked]).all()
        assert (told["leaving"] == leaving[asked]).all()


def test_a_shard_knows_the_ties_of_which_it_knows_both_ends() -> None:
    rng = np.random.default_rng(5)
    one, other = (rng.integers(0, 300, 2000).astype(np.int32) for _ in range(2))
    known = rng.integers(0, 2**63, 300).astype(np.uint64)
    ties, starts = ties_of_each(one, other, known)
    for place in range(AT_ONCE):
        there = [tie for tie in range(2000) if int(known[one[tie]]) & int(known[other[tie]]) & 1 << place]
        assert ties[starts[place] : starts[place + 1]].tolist() == there
