"""What every page is given: the question as it stands in the sidebar and the address, and the way to its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.settings.horizon import DEFAULT_HORIZON
from dashboard.state.cache import result_for

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.result import Result
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rules import Rules
    from analysis.world.world import World
    from wording import Wording


@dataclass(frozen=True)
class Asked:
    """The question of a run: words, base (`path`, `world`), rules and assumptions, where they come from, months ahead."""

    say: Wording
    path: Path
    world: World
    rules: Rules
    assumptions: Assumptions
    preset: str | None
    culture: str | None
    horizon: int = DEFAULT_HORIZON

    def result(self, *, cuts: bool) -> Result:
        """Return the answer, kept for who asks again; `cuts` adds segments, winners and losers."""
        return result_for(self.world, self.rules, self.assumptions, self.horizon, cuts=cuts)
