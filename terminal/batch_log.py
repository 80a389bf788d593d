"""The log of a batch: one line of JSON per scenario and run; what an earlier run finished is found here again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from reports.batch import CaseRow

WRITTEN, SKIPPED, FAILED = "written", "skipped", "failed"


Finished = dict[tuple[str, str, str], "CaseRow"]


@dataclass(frozen=True)
class Entry:
    """What became of a scenario: `results` digests its numbers, `row` is its line of the comparison, `error` says why not.

    `look` is what a report's words and pages depend on beside the numbers: its language and paper.
    """

    scenario: str
    file: str
    status: str
    seconds: float
    look: str
    results: str | None
    row: CaseRow | None
    error: str | None


def append(file: Path, entry: Entry) -> None:
    """Add an entry with the time (UTC)."""
    line = {"at": datetime.now(UTC).isoformat(timespec="seconds")} | asdict(entry)
    with file.open("a", encoding="utf-8") as log:
        log.write(json.dumps(line, ensure_ascii=False) + "\n")


def finished(file: Path) -> Finished:
    """Return the rows of what was written, by (file, results, look); lines that an interruption cut short are passed over."""
    found: Finished = {}
    if not file.is_file():
        return found
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            entry = json.loads(line)
            if entry["status"] == WRITTEN:
                found[entry["file"], entry["results"], entry["look"]] = dict(entry["row"])
        except (ValueError, KeyError, TypeError):
            continue
    return found
