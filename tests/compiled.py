"""Parts of kernels as compiled code runs them: called from Python they are plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from numba import njit

if TYPE_CHECKING:
    from collections.abc import Callable


def compiled(part: Callable[..., Any]) -> Callable[..., Any]:
    """Return what calls a part of kernels from compiled code."""

    @njit
    def call(*given: Any) -> Any:  # noqa: ANN401 - whatever the part takes
        return part(*given)

    called: Callable[..., Any] = call
    return called
