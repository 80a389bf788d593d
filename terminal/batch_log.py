"""The log of a batch: one line of JSON per scenario and run; what an earlier run finished is found here again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from os import SEEK_END
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from reports.decisions.side_by_side import CaseRow

WRITTEN, SKIPPED, FAILED = "written", "skipped", "failed"
_BEGINNING, _LONGEST_LINE = '{"at": ', 1_000_000


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
    """Add an entry with the time (UTC), on a line of its own even where an interruption cut the last one short."""
    line = {"at": datetime.now(UTC).isoformat(timespec="seconds")} | asdict(entry)
    with file.open("a+b") as log:
        whole = _ends_whole(log)
        log.write((("" if whole else "\n") + json.dumps(line, ensure_ascii=False) + "\n").encode())


def _ends_whole(log: IO[bytes]) -> bool:
    if log.seek(0, SEEK_END) == 0:
        return True
    log.seek(-1, SEEK_END)
    return log.read(1) == b"\n"


def is_log(file: Path) -> bool:
    """Say whether a file is the log of a batch: empty, or begun by one."""
    if not file.is_file() or file.is_symlink():
        return False
    with file.open(encoding="utf-8", errors="replace") as log:
        first = log.readline(_LONGEST_LINE)
    try:
        entry = json.loads(first)
    except (ValueError, RecursionError):
        return not first or (first.startswith(_BEGINNING) and not first.endswith("\n"))
    return isinstance(entry, dict) and {"at", "scenario", "file", "status"} <= entry.keys()


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
