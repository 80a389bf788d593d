"""What nobody foresaw, written down for a report of the defect: where in our code and with which versions, nothing of anyone.

No message, no value, no argument: a message of the database may quote a cell, and a cell may be somebody's.
Both the terminal and the page write it; each words for itself what it tells the person.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
_PACKAGES = ("duckdb", "numba", "numpy", "streamlit", "plotly", "click", "optuna", "typst", "XlsxWriter")
_MOST_FRAMES = 60
_MOST_CAUSES = 8


def keep_failure(error: BaseException, doing: str = "", folder: Path | None = None) -> Path | None:
    """Write the details of a failure to a new file that only its owner can read; None where nothing can be written.

    `doing` names the command or the page, without anything that a person typed. `folder` is the system's for temporary files
    unless named.
    """
    try:
        handle, name = tempfile.mkstemp(prefix="transfer-impact-failure-", suffix=".txt", dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(failure_text(error, doing))
    except OSError:
        return None
    return Path(name)


def failure_text(error: BaseException, doing: str = "") -> str:
    """Return what may be told of a failure: time, versions, types of exceptions, places in code."""
    lines = [f"transfer-impact: {VERSION}", f"time: {datetime.now(UTC).isoformat(timespec='seconds')}", f"doing: {doing}"]
    lines += [f"python: {platform.python_version()}, {platform.system()} {platform.machine()}"]
    lines += [f"{package}: {_version(package)}" for package in _PACKAGES]
    for nth, each in enumerate(_chain(error)):
        kind = type(each)
        lines += ["", f"{'cause' if nth else 'exception'}: {kind.__module__}.{kind.__qualname__}"]
        lines += [f"  {place}" for place in _places(each)]
    return "\n".join(lines) + "\n"


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "absent"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and what it came from, the latest first."""
    found: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if found is None:
            return
        yield found
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def _places(error: BaseException) -> list[str]:
    """Return where it went: our files by their path in the project, others by the package's name alone."""
    frames = [(frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in traceback.walk_tb(error.__traceback__)]
    return [f"{_name_of(file)}:{line} in {function}" for file, line, function in frames[-_MOST_FRAMES:]]


def _name_of(file: str) -> str:
    path = Path(file)
    for part in ("site-packages", "dist-packages"):
        if part in path.parts:
            return "/".join(path.parts[path.parts.index(part) + 1 :])
    if path.is_relative_to(ROOT):
        return path.relative_to(ROOT).as_posix()
    return path.name if path.is_relative_to(sys.base_prefix) else "elsewhere"
