"""The tasks of the page "Plan against actual": an example launch is made, a launch is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.monitoring.expected import DRAWS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.monitoring.answer import Monitored


def launch_example(tell: Callable[[str, str, float], None], path: Path, target: Path, kind: str, holdout: float) -> str:
    """Write an example launch on a base into `target` and return the name of that folder."""
    from analysis.monitoring.example import make_launch  # noqa: PLC0415 - most visits never make one

    make_launch(path, target, kind, holdout, progress=lambda stage, share: tell("", stage, share))
    return target.name


def launch_read(tell: Callable[[Monitored | None, str, float], None], folder: Path, population: Path) -> Monitored:
    """Return a launch held against its plan."""
    from analysis.monitoring.read import read_launch  # noqa: PLC0415 - most visits never read one

    return read_launch(folder, population, DRAWS, None, lambda stage, share: tell(None, stage, share))
