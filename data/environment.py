"""Settings taken from the environment, each checked where it is used: named, with its value and what is allowed."""

from __future__ import annotations

import os
import re
from pathlib import Path

from data.errors import ParameterError, Problem

ENGINE, MEMORY, POPULATIONS, ROWS, SCENARIOS, SOURCES = (
    f"TRANSFER_IMPACT_{name}" for name in ("ENGINE", "MEMORY", "POPULATIONS", "ROWS", "SCENARIOS", "SOURCES")
)
DEFAULT_MEMORY = "8GB"
CONTAINER = Path("/sys/fs/cgroup/memory.max")
LEAST_MB, MOST_MB = 200, 100_000_000
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(i?)B", re.IGNORECASE)
_POWERS = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4}
_LONGEST_SHOWN = 80
_LONGEST_WHOLE = 18  # digits


def memory_limit() -> str:
    """Return how much memory a query may take, as DuckDB reads it. ParameterError where it was set to no such size."""
    said = _said(MEMORY)
    if said is None:
        return DEFAULT_MEMORY
    found = _SIZE.fullmatch(said)
    if found:
        number, power, binary = found.groups()
        size_mb = float(number) * (1024 if binary else 1000) ** _POWERS[power.upper()] / 1_000_000
        if LEAST_MB <= size_mb <= MOST_MB:
            return said
    raise _wrong("environment-memory", MEMORY, said, least=f"{LEAST_MB}MB", most=f"{MOST_MB // 1_000_000}TB")


def machine_bytes() -> int:
    """Return how much memory this machine has, or the container that it is."""
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        told = CONTAINER.read_text(encoding="ascii").strip()
    except OSError:  # no container, or none of this kind
        return whole
    return min(whole, int(told)) if told.isdecimal() else whole  # "max" where it has no limit of its own


def folder_setting(name: str) -> Path | None:
    """Return the folder that the variable `name` names, which may be made yet; None where it is not set.

    ParameterError where no folder can be there.
    """
    said = _said(name)
    return None if said is None else _folder(name, said, must_exist=False)


def folders_setting(name: str) -> tuple[Path, ...]:
    """Return the folders that the variable `name` lists, parted as in PATH. ParameterError where one is not there."""
    parts = (_said(name) or "").split(os.pathsep)
    return tuple(_folder(name, part.strip(), must_exist=True) for part in parts if part.strip())


def text_setting(name: str) -> str | None:
    """Return what the variable `name` says, to be checked by whoever asks; None where it is not set."""
    return _said(name)


def whole_setting(name: str) -> int | None:
    """Return the whole number that the variable `name` says; None where it is not set, ParameterError for anything else."""
    said = _said(name)
    if said is None:
        return None
    if not (said.isascii() and said.isdecimal()) or len(said) > _LONGEST_WHOLE:
        raise _wrong("environment-whole", name, said)
    return int(said)


def choice_setting(name: str, allowed: tuple[str, ...]) -> str | None:
    """Return what the variable `name` says; None where it is not set, ParameterError for anything that is not allowed."""
    said = _said(name)
    if said is None or said in allowed:
        return said
    raise _wrong("environment-choice", name, said, known=", ".join(allowed))


def _folder(name: str, said: str, *, must_exist: bool) -> Path:
    try:
        path = Path(said).expanduser()
        nearest = next(place for place in (path, *path.absolute().parents) if place.exists())
    except (OSError, ValueError, RuntimeError) as error:  # hundreds of letters, the home of nobody
        raise _wrong("environment-folder", name, said) from error
    if not nearest.is_dir() or (must_exist and nearest != path):
        raise _wrong("environment-folder", name, said)
    return path


def _said(name: str) -> str | None:
    """Return the value of a variable; one that is empty is not set."""
    return os.environ.get(name, "").strip() or None


def _wrong(key: str, name: str, value: str, **facts: str) -> ParameterError:
    return ParameterError([Problem(key, {"name": name, "value": value[:_LONGEST_SHOWN], **facts})])
