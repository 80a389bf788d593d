"""How many files this process may have open: a store that stays mapped has more of them than systems allow unless asked."""

from __future__ import annotations

import sys


def allow_open_files(count: int) -> None:
    """Let this process have at least `count` files open, as far as the system lets it raise its own limit."""
    if sys.platform == "win32":  # maps are no open files there
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = count if hard == resource.RLIM_INFINITY else min(count, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
