"""Worlds of subscribers written from other theories than the model's, and the truth about gifting in each.

`worlds()` lists them, `write_tables(world, folder)` writes what an operator would have, `truth(world, rules)` says what gifting
does, `truth_need(world)` says what nobody sees. `python -m tests.truth.worlds` prints them all.
"""

from tests.truth.worlds.calibration import Facts, before_of, facts_of
from tests.truth.worlds.hidden_need import HiddenNeed, truth_need
from tests.truth.worlds.outcomes import Outcomes
from tests.truth.worlds.spec import World, world_named, worlds
from tests.truth.worlds.tables import write_tables
from tests.truth.worlds.truths import RULES, Truth, truth

__all__ = [
    "RULES",
    "Facts",
    "HiddenNeed",
    "Outcomes",
    "Truth",
    "World",
    "before_of",
    "facts_of",
    "truth",
    "truth_need",
    "world_named",
    "worlds",
    "write_tables",
]
