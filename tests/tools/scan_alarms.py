"""Measures how often the scan for resale suspects honest givers, and how many planted resellers it finds.

Run: python -m tests.tools.scan_alarms [worlds] [subscribers]. Worlds differ by seed and market; half of them in which part of the
ties is unknown, as where calls are seen and messages are not.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import duckdb

from analysis.resellers.scan import Scan, scan
from data.synthetic.generator import synthesise

HIDDEN_SHARES = (0.0, 0.5, 0.8)


def measured(seed: int, market: str, subscribers: int, room: Path) -> list[str]:
    """Return a line for each share of ties that is hidden, without resellers and with them."""
    lines = []
    for resellers in (False, True):
        base = room / f"{market}-{seed}-{resellers}"
        synthesise(base, subscribers, seed, market, history=("gifts",), resellers=resellers)
        for hidden in HIDDEN_SHARES:
            hide_ties(base, hidden)
            lines.append(f"{market} seed {seed} resellers {resellers} hidden {hidden}: {told(scan(base))}")
    return lines


def hide_ties(base: Path, share: float) -> None:
    """Take ties away until so large a share of them is gone: what is left is what another hiding would leave, and less."""
    file = str(base / "contacts.parquet")
    with duckdb.connect() as connection:
        connection.execute(
            f"create table kept as select * from '{file}' where hash(subscriber_id, contact_id) % 1000 >= {1000 * share}"
        )
        connection.execute(f"copy kept to '{file}' (format parquet)")


def told(found: Scan) -> str:
    """Return the counts of a scan."""
    marks = " ".join(str(count) for count in found.marks.sum(axis=0))
    return f"givers {found.ids.size} marks {marks} suspects {found.suspects.sum()}"


if __name__ == "__main__":
    worlds, subscribers = (int(word) for word in (*sys.argv[1:], "3", "20000")[:2])
    with tempfile.TemporaryDirectory() as folder:
        for nth in range(worlds):
            for name in ("russia", "china"):
                sys.stdout.write("\n".join([*measured(nth + 1, name, subscribers, Path(folder)), ""]))
                sys.stdout.flush()
