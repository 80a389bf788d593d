"""The pages: a question each, the address it stands under, and what it needs to be drawn."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


@dataclass(frozen=True)
class View:
    """A page under `/<path>`, titled `question-<path>`, drawn by `show` of the module `place` in dashboard/views.

    A `free` page opens whatever the state of the base and the rules: it is given its words and the folder of the base in use, if
    there is one; any other is given a question. A module is loaded when its page is opened first: what some need takes a second.
    """

    path: str
    place: str
    free: bool = False

    def load(self) -> ModuleType:
        """Return the module of the page, loaded."""
        return importlib.import_module(f"dashboard.views.{self.place}")

    def draw(self, *given: object) -> None:
        """Draw the page of its question, or of words and folder if it is free."""
        self.load().show(*given)


VIEWS = (
    View("what", "what_happens"),
    View("who", "who"),
    View("sure", "how_sure"),
    View("rules", "which_rules"),
    View("mechanism", "rivals.which_mechanism"),
    View("pilot", "pilot.try_it_first"),
    View("launch", "monitoring.plan_against_actual"),
    View("base", "which_base", free=True),
    View("method", "how_computed", free=True),
)
