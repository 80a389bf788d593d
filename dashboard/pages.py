"""The pages: a question each, the address it stands under, and what it needs to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.views import how_computed, how_sure, what_happens, which_base, which_rules, who
from dashboard.views.monitoring import plan_against_actual
from dashboard.views.pilot import try_it_first
from dashboard.views.rivals import which_mechanism

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dashboard.state.page_context import PageContext
    from wording import Wording


@dataclass(frozen=True)
class View:
    """A page under `/<path>`, titled `question-<path>`. `answer` draws it from a question; `free` draws it without one.

    A free page opens whatever the state of the base and the rules: it is given the folder of the base in use, if there is one.
    """

    path: str
    answer: Callable[[PageContext], None] | None = None
    free: Callable[[Wording, Path | None], None] | None = None


VIEWS = (
    View("what", answer=what_happens.show),
    View("who", answer=who.show),
    View("sure", answer=how_sure.show),
    View("rules", answer=which_rules.show),
    View("mechanism", answer=which_mechanism.show),
    View("pilot", answer=try_it_first.show),
    View("launch", answer=plan_against_actual.show),
    View("base", free=which_base.show),
    View("method", free=how_computed.show),
)
