"""The worker process: takes one task at a time from its pipe, reports incremental results, stops when it is cancelled.

python -m dashboard.background.worker_main
"""

from __future__ import annotations

import os
import pickle
import queue
import sys
import threading
import time
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

from dashboard.background.worker_process import BROKEN, DONE, FAILED, STOPPED, TOLD, StoppedError
from data.errors import TransferImpactError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

_Asked = tuple["Callable[..., object]", tuple[object, ...], dict[str, object]]
NICE = 15
EVERY_SECONDS = 0.25  # nobody reads faster, and each telling is copied


class _Post:
    """Reads the pipe on a thread of its own: numbered work, the number of work to stop; its end means that the server is gone."""

    def __init__(self, pipe: BinaryIO) -> None:
        self.asked: queue.SimpleQueue[tuple[int, _Asked]] = queue.SimpleQueue()
        self.stopped = 0
        threading.Thread(target=self._read, args=(pipe,), daemon=True).start()

    def _read(self, pipe: BinaryIO) -> None:
        try:
            while True:
                number, work = pickle.load(pipe)  # noqa: S301 - only our own server writes here
                if work is None:
                    self.stopped = number
                else:
                    self.asked.put((number, work))
        except (EOFError, OSError):
            os._exit(0)
        except Exception:  # noqa: BLE001 - work that cannot be read: the other side must not wait for it
            traceback.print_exc()
            os._exit(1)


def main() -> None:
    """Work until the pipe ends."""
    with suppress(AttributeError, OSError):  # where the system knows it; whoever waits for a slider goes first
        os.nice(NICE)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever the work prints must not come between
    post = _Post(sys.stdin.buffer)
    while True:
        _answer(post, answers)


def _answer(post: _Post, answers: BinaryIO) -> None:
    number, (work, args, kwargs) = post.asked.get()
    last = 0.0

    def tell(*found: object) -> None:
        nonlocal last
        if post.stopped == number:
            raise StoppedError
        # None is a cancellation point and no result: sent, it would throttle the real result behind it.
        if found[0] is not None and time.monotonic() - last >= EVERY_SECONDS:
            _send(answers, TOLD, found)
            last = time.monotonic()

    kind, value = DONE, None  # type: str, object
    try:
        value = work(tell, *args, **kwargs)
    except StoppedError:
        kind = STOPPED
    except TransferImpactError as error:
        kind, value = FAILED, error.problems
    except Exception:  # noqa: BLE001 - whatever it was, the other side waits for an answer
        traceback.print_exc()
        kind, value = BROKEN, traceback.format_exc()
    _send(answers, kind, value)


def _send(answers: BinaryIO, kind: str, value: object) -> None:
    answers.write(pickle.dumps((kind, value)))
    answers.flush()


if __name__ == "__main__":
    main()
