"""Which levers matter most on a base: worked out once a base beside the page, and kept beside what is prepared of it."""

from __future__ import annotations

import json
from threading import Lock
from typing import TYPE_CHECKING

import streamlit as st

from analysis.settings.assumptions import assumptions_for
from analysis.settings.question import question_on
from analysis.settings.rules import Rules
from analysis.world.kept_files import FOLDER
from dashboard.background import tasks, worker_process
from dashboard.background.running_answer import in_lane

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.settings.question import Question
    from analysis.shards.store import AnyBase
    from dashboard.background.running_answer import RunningAnswer

# What moves the answer most on usual bases: the order until this base's own is known.
USUAL = ("monthly_cap_gb", "fee_per_gb", "transfers_per_month", "max_share_of_allowance", "gift_days", "fee_per_transfer")
_ORDER = "lever_order"
_BEGUN: dict[str, RunningAnswer[dict[str, float]]] = {}
_LOCK = Lock()


def first_levers(path: Path, world: AnyBase) -> tuple[str, ...]:
    """Return the rules that move the answer most on a base, the first most.

    The order in which a session first sees a base stays: levers do not change places under the hand. Where it is not known by
    then it is worked out for the next.
    """
    held: tuple[str, tuple[str, ...]] | None = st.session_state.get(_ORDER)
    if held is None or held[0] != world.manifest.fingerprint:
        held = world.manifest.fingerprint, _known_or_begun(path, world)
        st.session_state[_ORDER] = held
    return held[1]


def weights_place(path: Path, question: Question) -> Path:
    """Return the file that keeps the weights on a base beside what is prepared of it."""
    return path / FOLDER / f"weights-{question.key('weights')}.json"


def usual_question(world: AnyBase) -> Question:
    """Return what the weights are asked about: the rules as they are declared, the assumptions as the base measures them."""
    return question_on(world, Rules(), assumptions_for(world, {}))


def read_weights(place: Path) -> dict[str, float] | None:
    """Return the weights kept in a file; None where there is none, or what is there is not ours."""
    try:
        found = json.loads(place.read_text(encoding="utf-8"))
        weights = {str(name): float(weight) for name, weight in found.items()}
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return None
    return weights if set(weights) <= set(Rules.__dataclass_fields__) and len(weights) > len(USUAL) else None


def _known_or_begun(path: Path, world: AnyBase) -> tuple[str, ...]:
    question = usual_question(world)
    place = weights_place(path, question)
    known = read_weights(place)
    if known is None:
        with _LOCK:
            if place.name not in _BEGUN:
                _BEGUN[place.name] = _begun(tasks.Located(path, question), place)
        return USUAL
    return tuple(sorted(known, key=lambda name: -known[name]))[: len(USUAL)]


def _begun(asked: tasks.Located, place: Path) -> RunningAnswer[dict[str, float]]:
    held = in_lane(worker_process.ADVICE, place.name, tasks.weights, asked, place)
    held.job.start()
    return held
