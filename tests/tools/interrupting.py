"""Ctrl-C at a moment of the program's own: watched from outside it may be over before a busy machine looks again."""

from __future__ import annotations

_WATCH = """
import os, signal, threading, time
from pathlib import Path

def _interrupt_when():
    while not list(Path({folder!r}).glob({pattern!r})):
        time.sleep(0.001)
    os.kill(os.getpid(), signal.SIGINT)

threading.Thread(target=_interrupt_when, daemon=True).start()
"""


def interrupt_when(folder: object, pattern: str) -> str:
    """Return the code that lets a program interrupt itself as soon as something in `folder` matches `pattern`."""
    return _WATCH.format(folder=str(folder), pattern=pattern)
