"""What every page is given: the question as it stands in the sidebar and the address, and the way to its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.state.cache import result_for

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.result import Result
    from analysis.settings.question import Question
    from analysis.shards.store import AnyBase
    from wording import Wording


@dataclass(frozen=True)
class PageContext:
    """One run of a page: its words, the base (`path`, `world`), the question in force, and what its settings came from."""

    say: Wording
    path: Path
    world: AnyBase
    question: Question
    preset: str | None
    culture: str | None

    def key(self, *more: object) -> str:
        """Return `Question.key`, told apart by what the base answers at all: a store refuses beyond its limit of giving."""
        return self.question.key(*more, self.world.giving_up_to)

    def result(self, *, cuts: bool) -> Result:
        """Return the answer, kept for who asks again; `cuts` adds segments, winners and losers."""
        return result_for(self.world, self.question, cuts=cuts)
