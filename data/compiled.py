"""Where compiled code is kept: numba's own places where they can be written, else a private temporary folder, else nowhere."""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numba

if TYPE_CHECKING:
    from collections.abc import Callable

_SETTING = "NUMBA_CACHE_DIR"


def can_keep(function: Callable[..., object]) -> bool:
    """Say whether what the module of `function` compiles can be kept for the next run.

    Installed read-only, for an account without a home, numba finds no place and refuses. It is given one then; processes that
    this one starts take it over.
    """
    if _is_kept(function):
        return True
    try:
        place = str(private_folder())
    except OSError:
        return False  # not even a temporary folder: compiled anew in every process
    os.environ[_SETTING] = place
    numba.config.reload_config()  # type: ignore[no-untyped-call]
    return _is_kept(function)


def _is_kept(function: Callable[..., object]) -> bool:
    try:
        numba.njit(cache=True)(function)
    except RuntimeError:  # no locator available
        return False
    return True


def is_kept(kernel: Any) -> bool:  # noqa: ANN401 - numba tells no types
    """Say whether code of `kernel` was kept since its source was last changed; also where nothing can be kept at all.

    By the index that numba writes. For another processor, or other types, there may be nothing in it.
    """
    if kernel.stats.cache_path is None:
        return True
    source, version = Path(kernel.py_func.__code__.co_filename), sys.version_info
    names = f"{source.stem}.{kernel.py_func.__qualname__}-*.py{version.major}{version.minor}*.nbi"
    changed = source.stat().st_mtime
    return any(index.stat().st_mtime >= changed for index in Path(kernel.stats.cache_path).glob(names))


def private_folder() -> Path:
    """Return a folder of this account's, the same at every start. What is in it is run: nobody else may write there."""
    account = os.getuid() if hasattr(os, "getuid") else 0
    folder = Path(tempfile.gettempdir()) / f"transfer-impact-compiled-{account}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    is_open = bool(found.st_mode & 0o077) if os.name == "posix" else False
    if stat.S_ISDIR(found.st_mode) and (not hasattr(os, "getuid") or found.st_uid == account) and not is_open:
        return folder
    once = Path(tempfile.mkdtemp(prefix="transfer-impact-compiled-"))
    atexit.register(shutil.rmtree, once, ignore_errors=True)
    return once
