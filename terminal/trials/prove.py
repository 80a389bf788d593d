"""Proving a design of a pilot, for the command `verify`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.world.prepare import prepare_from_tables
from reports.trials.proving import SHOWN, again, differences
from terminal.console.common import SAY, with_progress
from terminal.console.tell import tell

if TYPE_CHECKING:
    from pathlib import Path

    from reports.trials.proving import Kept


def prove_design(kept: Kept, population: Path | None, threads: int | None) -> bool:
    """Say what a design's record holds and whether it is whole; with a population, whether it is drawn the same today."""
    record = kept.record
    facts = {name: str(record[name]) for name in ("population", "version", "made_on", "plan_digest")}
    tell(SAY("verify-design", **facts))
    wrong = [SAY("verify-design-digest", name=name) for name in kept.broken]
    if population is not None and not wrong:
        seed = int(str(record["seed"]))
        world = with_progress(lambda report: prepare_from_tables(population, seed, threads, report), brief=True)
        found = with_progress(lambda report: again(kept, world, population, threads, report), brief=True)
        places = differences(kept, found)
        wrong += [SAY("verify-design-differs", place=place) for place in places[:SHOWN]]
        wrong += [SAY("verify-more", count=len(places) - SHOWN)] if len(places) > SHOWN else []
        if not wrong:
            tell(SAY("verify-design-bytes" if kept.pdf is not None else "verify-design-same"))
    elif not wrong:
        tell(SAY("verify-whole-record"))
    for line in wrong:
        tell(line)
    return not wrong
