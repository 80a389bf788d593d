"""What the first visitor would wait for, done while the browser is still on its way: programs loaded, base open, answer found.

Loading it takes seconds, so the thread that warms does that as well, and no start of the server waits for it.
"""

from __future__ import annotations

from contextlib import suppress

from analysis.shards.store import is_store
from dashboard import frame  # noqa: F401 - what every page loads
from dashboard.bases.populations import found_populations
from dashboard.pages import VIEWS
from dashboard.state.cache import result_for, world_at
from dashboard.state.choice import Chosen
from dashboard.state.question import fitted, question_of
from data.errors import TransferImpactError
from data.population.folder import stamp_of


def warm() -> None:
    """Load the first page, open the first base and answer the question that stands in the levers at first.

    Whoever comes meanwhile waits for what is left, and does nothing of it twice. A store of shards is left to who asks for it:
    its engine may be a cluster. What is wrong with a base is told on its page.
    """
    VIEWS[0].load()
    with suppress(TransferImpactError):
        for path in [*found_populations().values()][:1]:
            if not is_store(path):
                world = world_at(str(path), stamp_of(path))
                first, _ = fitted(Chosen(), world)
                result_for(world, question_of(first, world), cuts=False)
