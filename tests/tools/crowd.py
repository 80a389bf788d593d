"""Many people at one server without a browser each: ten browsers on the server's own cores would measure themselves.

Their sessions speak the server's protocol, and hear the numbers when a browser of theirs would.
"""

from __future__ import annotations

import random
import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NUMBERS = 4
PATIENCE_S = 60.0


class Person:
    """One session: opens the first page with an address, then moves a slider and waits for the headline numbers."""

    def __init__(self, url: str, label: str, **query: object) -> None:
        host = url.partition("//")[2]
        protocol, origin = Subprotocol("streamlit"), Origin(url)
        self._socket = connect(f"ws://{host}/_stcore/stream", subprotocols=[protocol], origin=origin, max_size=None)
        self._query, self._slider = urlencode(query), ""
        for message in self._run(BackMsg()):
            element = message.delta.new_element
            if element.WhichOneof("type") == "slider" and element.slider.label == label:
                self._slider = element.slider.id

    def move(self, value: float) -> float:
        """Let the slider go at a value and return the seconds until the last headline number has arrived."""
        asked = BackMsg()
        state = asked.rerun_script.widget_states.widgets.add()
        state.id = self._slider
        state.string_array_value.data.append(f"{value:g}")  # the stops of a limit travel as words
        begun, numbers, taken = time.perf_counter(), 0, 0.0
        for message in self._run(asked):
            numbers += message.delta.new_element.WhichOneof("type") == "metric"
            if numbers == NUMBERS and not taken:
                taken = time.perf_counter() - begun
        return taken

    def close(self) -> None:
        """Leave, as one who closes the page."""
        self._socket.close()

    def _run(self, asked: BackMsg) -> Iterator[ForwardMsg]:
        """Send a request and yield what comes, as it comes, until its run of the page has ended."""
        asked.rerun_script.query_string = self._query
        self._socket.send(asked.SerializeToString())
        message = ForwardMsg()
        while message.WhichOneof("type") != "script_finished":
            message = ForwardMsg()
            message.ParseFromString(self._socket.recv(PATIENCE_S, decode=False))
            yield message


def together(people: list[Person], act: Callable[[Person, int], list[float]]) -> list[float]:
    """Let everybody begin in the same moment and return all that their acts returned."""
    found: list[float] = []
    start = threading.Barrier(len(people))

    def one(nth: int) -> None:
        start.wait()
        found.extend(act(people[nth], nth))

    threads = [threading.Thread(target=one, args=(nth,)) for nth in range(len(people))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def paced(highest: float, step: float, moves: int) -> Callable[[Person, int], list[float]]:
    """Return the act of one who moves a slider, reads for one to five seconds, and moves it on."""

    def act(person: Person, nth: int) -> list[float]:
        reads = random.Random(nth)  # noqa: S311 - the same pauses in every run
        taken = []
        for move in range(moves):
            time.sleep(reads.uniform(1.0, 5.0))
            taken.append(person.move(highest - step * move))
        return taken

    return act
