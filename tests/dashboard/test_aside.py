"""Work in another process: it tells, it ends, it stops when told to, its errors arrive, and a dead process is replaced."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import pytest

from dashboard.background.worker_process import BrokenWorkError, Lane, StoppedError
from data.errors import InputError, Problem, TransferImpactError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Tell = Callable[[int, str, float], None]
WAIT = 30.0


def nothing(found: object, stage: str, share: float) -> None:
    """Hear what is told and say nothing."""


def elsewhere(tell: Callable[[tuple[int, int], str, float], None], number: int) -> tuple[int, int]:
    tell((0, number), "draws", 0.5)
    print("whatever the work prints")  # noqa: T201 - it must not come between the answers
    return os.getpid(), number


def fails(tell: Tell) -> int:
    tell(0, "draws", 0.0)
    raise InputError([Problem("no-ties", {"value": 7})])


def breaks(tell: Tell) -> int:
    tell(0, "draws", 0.0)
    raise ZeroDivisionError


def dies(tell: Tell) -> int:  # noqa: ARG001 - it does not come to that
    os._exit(3)


def counts(tell: Tell) -> int:
    number = 0
    while True:
        tell(number := number + 1, "draws", 0.0)
        time.sleep(0.01)


def pauses(tell: Callable[[int | None, str, float], None]) -> int | None:
    for number in range(1, 31):
        tell(None, "draws", 0.0)
        tell(number, "draws", number / 30)
        time.sleep(0.02)
    return 30


@pytest.fixture(scope="module")
def lane() -> Iterator[Lane]:
    lane = Lane()
    yield lane
    lane.close()


def test_work_is_done_in_one_other_process_that_stays(lane: Lane) -> None:
    heard: list[tuple[int, int]] = []
    first = lane.run(elsewhere, lambda found, *_: heard.append(found), 7)
    second = lane.run(elsewhere, nothing, 8)
    assert (first[1], second[1], heard) == (7, 8, [(0, 7)])
    assert first[0] == second[0] != os.getpid()


def test_a_chance_to_stop_takes_no_turn_from_the_answers_so_far(lane: Lane) -> None:
    heard: list[int | None] = []
    assert lane.run(pauses, lambda found, *_: heard.append(found)) == 30
    assert len(heard) > 1
    assert None not in heard


def test_the_problems_of_the_work_arrive_whole(lane: Lane) -> None:
    with pytest.raises(TransferImpactError) as caught:
        lane.run(fails, nothing)
    assert caught.value.problems == (Problem("no-ties", {"value": 7}),)


def test_a_defect_and_a_dead_process_are_told_and_the_next_work_is_done(lane: Lane) -> None:
    with pytest.raises(BrokenWorkError, match="ZeroDivisionError"):
        lane.run(breaks, nothing)
    with pytest.raises(BrokenWorkError):
        lane.run(dies, nothing)
    assert lane.run(elsewhere, nothing, 9)[1] == 9


def test_who_listens_may_stop_the_work_by_raising(lane: Lane) -> None:
    def impatient(found: int, *_: object) -> None:
        if found > 3:
            raise KeyError(found)

    with pytest.raises(KeyError):
        lane.run(counts, impatient)
    assert lane.run(elsewhere, nothing, 1)[1] == 1


def test_work_is_stopped_from_outside_and_only_the_work_that_is_meant(lane: Lane) -> None:
    on = threading.Event()

    def listening(*_: object) -> None:
        on.set()

    def stop() -> None:
        assert on.wait(WAIT)
        lane.stop(nothing)  # somebody else's, which is not on
        lane.stop(listening)

    other = threading.Thread(target=stop)
    other.start()
    with pytest.raises(StoppedError):
        lane.run(counts, listening)
    other.join(WAIT)
    lane.stop(listening)  # too late: nothing is on
    assert lane.run(elsewhere, nothing, 2)[1] == 2


def test_what_cannot_be_copied_is_a_defect_of_the_asker_and_harms_nobody(lane: Lane) -> None:
    with pytest.raises((TypeError, AttributeError)):
        lane.run(elsewhere, nothing, threading.Lock())  # type: ignore[arg-type]
    assert lane.run(elsewhere, nothing, 3)[1] == 3
