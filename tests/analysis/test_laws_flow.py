"""The walk against the largest flow that any allocation could have reached, and against one more step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.world.prepare import prepare
from data.synthetic.generator import synthesise
from tests.analysis.replaying import replay
from tests.analysis.rewriting import REDUCED
from tests.reference.base import read_base

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.settings.parameters import Value
    from tests.reference.base import Base, Month

GB = 1_000_000
# Volumes in whole steps of 1 GB, so that the flow is one of small whole numbers; nothing else binds.
RULES: dict[str, Value] = {
    "step_gb": 1.0, "max_transfer_gb": None, "monthly_cap_gb": None, "gift_days": None, "same_region_only": False,
    "receiver_active_only": False, "giver_sims": ("local", "tourist", "tourist_premium"),
    "receiver_sims": ("local", "tourist", "tourist_premium"),
}  # fmt: skip
Volumes = dict[tuple[int, int], int]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crowd") / "p"
    synthesise(folder, subscribers=600, seed=11)
    return folder


def moved(folder: Path, rules: dict[str, Value]) -> tuple[Base, Volumes]:
    """Return the base and what each subscriber-month sent (negative: received), in kB."""
    world = prepare(folder)
    months = replay(world, make_rules(rules), assumptions_for(world, REDUCED)).months
    found = {}
    for nth, month in enumerate(months):
        net = month.column("sent_kb") - month.column("received_kb")
        found.update({(person, nth): kb for person, kb in zip(month.person.tolist(), net.tolist(), strict=True)})
    return read_base(folder), found


def offered(month: Month) -> int:
    """Return the whole GB left over; plans without a limit do not give here."""
    return 0 if month.balance is None else (month.balance - month.need) // GB if month.surplus else 0


def wanted(month: Month) -> int:
    return -(-month.shortage // GB)


def pairs_of(base: Base, nth: int) -> list[tuple[Month, Month]]:
    """Return (giver, receiver) for every tie with a surplus at one end and a shortage at the other."""
    found = []
    for tie in base.ties:
        one, other = base.months.get((tie.one.index, nth)), base.months.get((tie.other.index, nth))
        if one is not None and other is not None:
            found += [(giver, taker) for giver, taker in ((one, other), (other, one)) if giver.surplus and taker.shortage]
    return found


def largest_flow(base: Base, nth: int) -> int:
    pairs, people = pairs_of(base, nth), len(base.people)
    source, sink = 2 * people, 2 * people + 1
    edges = {(giver.person.index, people + taker.person.index): 1_000_000 for giver, taker in pairs}
    edges |= {(source, giver.person.index): offered(giver) for giver, _ in pairs}
    edges |= {(people + taker.person.index, sink): wanted(taker) for _, taker in pairs}
    ends, capacity = np.array(list(edges)).T, np.array(list(edges.values()), np.int32)
    graph = csr_array((capacity, (ends[0], ends[1])), shape=(sink + 1, sink + 1))
    return int(maximum_flow(graph, source, sink).flow_value)


def test_the_walk_moves_at_least_half_of_the_largest_flow_and_never_more_than_it(crowd: Path) -> None:
    base, volumes = moved(crowd, RULES)
    for nth in range(base.month_count):
        used = sum(kb for (_, month), kb in volumes.items() if month == nth and kb > 0) // GB
        largest = largest_flow(base, nth)
        assert largest > 20
        assert largest / 2 <= used <= largest


def test_after_the_walk_no_pair_could_move_another_step(crowd: Path) -> None:
    base, volumes = moved(crowd, RULES)
    checked = 0
    for nth in range(base.month_count):
        for giver, taker in pairs_of(base, nth):
            left = offered(giver) * GB - max(0, volumes.get((giver.person.index, nth), 0))
            missing = wanted(taker) * GB + min(0, volumes.get((taker.person.index, nth), 0))
            assert min(left, missing) == 0
            checked += 1
    assert checked > 500


def test_without_a_step_the_walk_leaves_every_pair_with_an_empty_side(crowd: Path) -> None:
    base, volumes = moved(crowd, RULES | {"step_gb": None})
    for (index, nth), kb in volumes.items():
        month = base.months[index, nth]
        assert kb <= month.surplus
        assert -kb <= month.shortage
    for nth in range(base.month_count):
        for giver, taker in pairs_of(base, nth):
            if giver.balance is not None:
                left = giver.surplus - max(0, volumes.get((giver.person.index, nth), 0))
                assert min(left, taker.shortage + min(0, volumes.get((taker.person.index, nth), 0))) == 0
