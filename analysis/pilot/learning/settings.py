"""What is declared about learning from a pilot: how far the model itself may be off, how fast a pilot ages. Both are assumed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.settings.parameters import Value, build, declare

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self


@dataclass(frozen=True)
class Learning:
    """How a pilot is learned from.

    `discrepancy` is by what share of each effect the model may be off though its assumptions are right; each month since the end
    of the pilot adds `fading`. `draws` are replayed in each of at most `waves` refocused waves, and once before them.
    """

    discrepancy: float = declare(0.10, "number", "learning", "share of each effect", "judgement", low=0.01, high=1, step=0.01)
    months_since: int = declare(0, "integer", "learning", "months", "judgement", low=0, high=120)
    fading: float = declare(0.01, "number", "learning", "share of each effect/month", "judgement", low=0, high=0.2, step=0.005)
    draws: int = declare(512, "integer", "learning", "draws", "judgement", low=128, high=4096, step=128)
    waves: int = declare(3, "integer", "learning", "waves", "judgement", low=1, high=6)
    seed: int = declare(1, "integer", "learning", "", "judgement", low=0, high=2**31)

    @classmethod
    def of(cls, values: Mapping[str, Value]) -> Self:
        """Build from values by name; ParameterError lists every unknown name and value out of range."""
        return build(cls, values)

    @property
    def share(self) -> float:
        """Return by what share of each effect the model may be off now."""
        return self.discrepancy + self.fading * self.months_since
