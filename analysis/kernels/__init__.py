"""The compiled part: keyed draws, pairs, allocation, outcomes. Arrays in, arrays out; no objects, no state.

What kernels are made of is compiled without what Python would need to call it, which was a third of the time that compiling
took. Called from Python it runs as plain Python; tests that mean the compiled one call it from compiled code.
"""

from collections.abc import Callable
from typing import TypeVar

from numba import njit
from numba.extending import register_jitable

from data.compiled import can_keep

Function = TypeVar("Function", bound=Callable[..., object])


def _nothing() -> None:
    """Stand for all that is compiled here."""


_KERNEL = njit(cache=can_keep(_nothing), nogil=True, no_cfunc_wrapper=True)
_INLINED = register_jitable(forceinline=True, no_cfunc_wrapper=True)
_UNCHECKED_KERNEL = njit(cache=can_keep(_nothing), nogil=True, no_cfunc_wrapper=True, error_model="numpy")
_UNCHECKED = register_jitable(forceinline=True, no_cfunc_wrapper=True, error_model="numpy")


def kernel(function: Function) -> Function:
    """Compile what is called from Python, once for all runs."""
    made: Function = _KERNEL(function)
    return made


def inlined(function: Function) -> Function:
    """Compile a piece of kernels with each kernel that calls it."""
    made: Function = _INLINED(function)
    return made


def unchecked_kernel(function: Function) -> Function:
    """Compile as `kernel` does, where nothing is ever divided by zero: to look whether it is keeps months from going together."""
    made: Function = _UNCHECKED_KERNEL(function)
    return made


def unchecked(function: Function) -> Function:
    """Compile as `inlined` does, where nothing is ever divided by zero."""
    made: Function = _UNCHECKED(function)
    return made
