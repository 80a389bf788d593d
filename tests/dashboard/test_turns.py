"""Turns: the line for numbers serves in order, charts wait for it but not for ever; who waits for a place may be told to stop."""

from __future__ import annotations

import threading

import pytest

from dashboard.background.fair_queue import SIDE_BY_SIDE, FairQueue
from dashboard.background.jobs import CancelledError
from dashboard.background.turns import Turns

WAIT = 30.0


def test_who_comes_first_is_served_first_and_one_at_a_time() -> None:
    turns, served, inside = FairQueue(), [], []

    def come(nth: int, arrived: threading.Event) -> None:
        arrived.set()
        with turns.turn():
            inside.append(nth)
            assert len(inside) == 1
            served.append(nth)
            inside.remove(nth)

    with turns.turn():
        people = []
        for nth in range(5):
            arrived = threading.Event()
            people.append(threading.Thread(target=come, args=(nth, arrived)))
            people[-1].start()
            assert arrived.wait(WAIT)
            while len(turns._line) < nth + 2:
                threading.Event().wait(0.001)
    for person in people:
        person.join(WAIT)
    assert served == [0, 1, 2, 3, 4]


def test_two_that_leave_room_are_served_side_by_side_a_third_waits_and_one_that_wants_to_be_alone_is() -> None:
    turns, together = FairQueue(), threading.Barrier(2)
    now, most, lock = {"shared": 0, "alone": 0}, [], threading.Lock()

    def come(*, alone: bool) -> None:
        name = "alone" if alone else "shared"
        with turns.turn(alone=alone):
            with lock:
                now[name] += 1
                most.append((now["shared"], now["alone"]))
            if not alone:
                together.wait(WAIT)  # each pair meets inside: served one by one they would wait for ever
            with lock:
                now[name] -= 1

    people = [threading.Thread(target=come, kwargs={"alone": alone}) for alone in (False, False, True, False, False)]
    with turns.turn():
        for nth, person in enumerate(people, 2):
            person.start()
            while len(turns._line) < nth:
                threading.Event().wait(0.001)
    for person in people:
        person.join(WAIT)
        assert not person.is_alive()
    assert max(shared for shared, _ in most) == SIDE_BY_SIDE
    assert (0, 1) in most
    assert all(shared == 0 for shared, alone in most if alone)


def test_an_error_gives_the_turn_back() -> None:
    turns = FairQueue()
    with pytest.raises(ValueError, match="broken"), turns.turn():
        raise ValueError("broken")
    with turns.turn():
        pass


def test_charts_wait_until_all_are_served_but_not_for_ever() -> None:
    turns, drawn = FairQueue(), threading.Event()

    def charts() -> None:
        turns.when_all_are_served(WAIT)
        drawn.set()

    with turns.turn():
        waiting = threading.Thread(target=charts)
        waiting.start()
        assert not drawn.wait(0.1)
        turns.when_all_are_served(0.01)
    assert drawn.wait(WAIT)
    waiting.join(WAIT)


def test_whoever_waits_for_a_place_may_be_told_to_stop_and_none_is_lost() -> None:
    turns = Turns()

    def cancelled() -> None:
        raise CancelledError

    with turns.turn(lambda: None), pytest.raises(CancelledError), turns.turn(cancelled):
        pytest.fail("two hold the one place")
    with pytest.raises(CancelledError), turns.turn(cancelled):
        pytest.fail("work that is cancelled began")
    with turns.turn(lambda: None):
        pass
