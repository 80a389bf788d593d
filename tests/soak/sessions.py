"""Many people on one server for a minute, some of them with malformed links: everybody sees the numbers of their own rules."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from streamlit.proto.BackMsg_pb2 import BackMsg

from analysis.world.prepare import prepare
from data.synthetic.generator import synthesise
from tests.dashboard.expected import numbers_of
from tests.soak.links import query_of, sendable
from tests.soak.part import Came, dice
from tests.tools.crowd import Person
from tests.tools.live import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from analysis.world.world import World

LABEL, HIGHEST_GB = "Monthly cap, GB a month", 40.0
PEOPLE, STRANGERS = 20, 3


class Reader(Person):
    """A person who reads what the page says: the headline numbers, and whether it broke."""

    def answer_to(self, value: float) -> tuple[list[str], bool]:
        """Move the slider and return the headline changes, and whether an error of the page's own was drawn."""
        asked = BackMsg()
        state = asked.rerun_script.widget_states.widgets.add()
        state.id = self._slider
        state.string_array_value.data.append(f"{value:g}")  # the stops of a limit travel as words
        numbers, broke = [], False
        for message in self._run(asked):
            element = message.delta.new_element
            if element.WhichOneof("type") == "metric":
                numbers.append(element.metric.delta)
            broke = broke or element.WhichOneof("type") == "exception"
        return numbers, broke


class Sessions:
    """A minute of twenty people is one case."""

    name, planned, share = "sessions", 1, 0.05

    def __init__(self, people: int = PEOPLE, seconds: float = 60.0) -> None:
        self.people, self.seconds = people, seconds

    @contextmanager
    def stage(self, folder: Path, seed: int) -> Iterator[Callable[[int], Came]]:
        """Serve a base."""
        synthesise(folder / "default", subscribers=400, seed=seed)
        world = prepare(folder / "default")
        with served(folder) as url:
            yield lambda number: self._case(url, world, seed + number)

    def _case(self, url: str, world: World, seed: int) -> Came:
        end = time.monotonic() + self.seconds

        def sits(nth: int) -> tuple[int, str]:
            return _sits(url, world, dice(seed, self.name, nth).uniform, end)

        with ThreadPoolExecutor(self.people + STRANGERS) as pool:
            strangers = [pool.submit(_visits, url, query_of(dice(seed, "strangers", nth))) for nth in range(STRANGERS)]
            found = list(pool.map(sits, range(self.people)))
            wrong = [text for _, text in found if text] + [text for text in (one.result() for one in strangers) if text]
        answers = sum(count for count, _ in found)
        if answers < self.people:
            wrong.append(f"{self.people} people got {answers} answers")
        return Came(f"{answers} answers", "; ".join(wrong)[:900])


def _sits(url: str, world: World, uniform: Callable[[float, float], float], end: float) -> tuple[int, str]:
    """Move a slider and read until the time is over; return the count of answers, and what was wrong with one."""
    answers = 0
    try:
        person = Reader(url, LABEL)
        while time.monotonic() < end or not answers:
            cap = float(round(uniform(1.0, HIGHEST_GB)))
            numbers, broke = person.answer_to(cap)
            if broke or numbers != numbers_of(world, monthly_cap_gb=cap):
                return answers, f"a cap of {cap:g} GB showed {numbers}"
            answers += 1
            time.sleep(uniform(0.2, 2.0))
        person.close()
    except Exception as error:  # noqa: BLE001 - a session that ends is the finding
        return answers, f"{type(error).__name__}: {error}"
    return answers, ""


def _visits(url: str, query: dict[str, list[str]]) -> str:
    """Open the page with a malformed link and leave; say if it broke."""
    clean = {sendable(name): sendable(texts[-1]) for name, texts in list(query.items())[:6]}
    try:
        Reader(url, LABEL, **clean).close()
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error} for {clean}"
    return ""
