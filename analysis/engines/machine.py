"""Who answers: the program and the machine, told with every reply, for another program is another model."""

from __future__ import annotations

import functools
import platform
from dataclasses import dataclass
from importlib.metadata import version

from analysis.version import program_digest

_LIBRARIES = ("numpy", "numba", "duckdb", "scipy")  # what the last digit of a number may depend on


@dataclass(frozen=True)
class Machine:
    """A node by name, the digest of its program, and what digits may depend on besides: libraries and the processor."""

    node: str
    program: str
    libraries: str
    processor: str


@functools.cache
def this_machine() -> Machine:
    """Return what this process runs on."""
    libraries = [f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in _LIBRARIES)]
    return Machine(platform.node(), program_digest(), ", ".join(libraries), _processor())


def _processor() -> str:
    """Return the kind of processor that code is compiled for, with its family of instructions."""
    from llvmlite.binding import get_host_cpu_name  # noqa: PLC0415 - only who works for others tells its processor

    return f"{platform.machine()} {get_host_cpu_name()}"
