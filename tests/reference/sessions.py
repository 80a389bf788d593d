"""How long engine and plain models are held against each other: TRANSFER_IMPACT_EXAMPLES=5000 makes a long session of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, settings

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = int(os.environ.get("TRANSFER_IMPACT_EXAMPLES", "0"))


def session(quick: int, phases: Sequence[Phase]) -> settings:
    """Return the settings of a comparison: so many bases in the suite, always the same; a long session asks for more."""
    return settings(
        max_examples=EXAMPLES or quick,
        derandomize=not EXAMPLES,
        deadline=None,
        database=None,
        phases=phases,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
