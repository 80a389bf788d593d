"""What the first visitor would wait for, done while the browser is still on its way: programs loaded, base open, answer found."""

from __future__ import annotations

import importlib
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from analysis.settings.assumptions import make_assumptions
from analysis.settings.question import question_on
from analysis.shards.store import is_store
from dashboard.bases.populations import found_populations
from dashboard.pages import VIEWS
from dashboard.state.assumptions_in_force import assumption_defaults
from dashboard.state.cache import result_for, world_at
from dashboard.state.choice import Chosen, Money, settled
from data.errors import TransferImpactError
from data.population.folder import stamp_of

if TYPE_CHECKING:
    from analysis.settings.question import Question
    from analysis.shards.store import AnyBase


def begin() -> None:
    """Begin beside the server; whoever comes first waits for what is left, and does nothing of it twice."""
    threading.Thread(target=warm, name="warming", daemon=True).start()


def warm() -> None:
    """Load the first page, open the first base and answer the question that stands in the levers at first.

    A store of shards is left to who asks for it: its engine may be a cluster. What is wrong with a base is told on its page.
    """
    importlib.import_module("dashboard.frame")
    VIEWS[0].loaded()
    with suppress(TransferImpactError):
        for path in [*found_populations().values()][:1]:
            if not is_store(path):
                world = world_at(str(path), stamp_of(path))
                result_for(world, first_question(world), cuts=False)


def first_question(world: AnyBase) -> Question:
    """Return what a session asks of a base before anything is chosen."""
    defaults = assumption_defaults(world, "")
    now, _ = settled(Chosen(), world.plans, defaults, Money(world.manifest.currency, world.pack_price_per_gb))
    assumptions = make_assumptions(defaults | dict(now.assumptions))
    return question_on(world, now.kind.of(now.rule_values()), assumptions, now.horizon)
