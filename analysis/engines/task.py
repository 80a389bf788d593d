"""What crosses the border: a task as JSON, and a reply as a line of JSON with bytes behind."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TypedDict

from analysis.engines.machine import Machine, this_machine
from analysis.shards.steps import take
from data.errors import InputError, ParameterError, Problem, TransferImpactError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.errors import Fact

FASTEST = 1  # of zlib: sums are mostly zeros, those of groups that lie in other shards
_ERRORS: Mapping[str, type[TransferImpactError]] = {kind.__name__: kind for kind in (InputError, ParameterError)}


@dataclass(frozen=True)
class Task:
    """One step on some shards of a store, for whoever has the same `program`."""

    program: str
    step: str
    place: str
    shards: tuple[str, ...]
    said: str

    def text(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class Reply:
    """Who replied, and what: bytes, or the error that was met."""

    machine: Machine
    body: bytes
    error: TransferImpactError | None


class _ToldProblem(TypedDict):
    key: str
    facts: dict[str, Fact | list[str]]


class _ToldReply(TypedDict):
    machine: dict[str, str]
    error: str
    problems: list[_ToldProblem]


def work(task_text: str, nth: int) -> bytes:
    """Take the step of a task on its `nth` shard and return the reply; a user's mistake is one, a defect of ours raises."""
    task = json.loads(task_text)
    mine = this_machine()
    body, error = b"", None
    try:
        if task["program"] != mine.program:
            raise InputError.one("engine-other-program", node=mine.node)
        body = take(task["step"], task["place"], task["shards"][nth], task["said"])
    except TransferImpactError as found:
        error = found
    told = {
        "machine": asdict(mine),
        "error": type(error).__name__ if error else "",
        "problems": [{"key": each.key, "facts": {"node": mine.node, **each.facts}} for each in (error.problems if error else ())],
    }
    return json.dumps(told).encode() + b"\n" + zlib.compress(body, FASTEST)


def reply_in(data: bytes) -> Reply:
    """Return the reply that `work` wrote."""
    told_bytes, _, body = data.partition(b"\n")
    told: _ToldReply = json.loads(told_bytes)
    problems = [Problem(each["key"], {name: _fact(fact) for name, fact in each["facts"].items()}) for each in told["problems"]]
    error = _ERRORS.get(told["error"], InputError)(problems) if problems else None
    return Reply(Machine(**told["machine"]), zlib.decompress(body), error)


def _fact(value: Fact | list[str]) -> Fact:
    return tuple(value) if isinstance(value, list) else value
