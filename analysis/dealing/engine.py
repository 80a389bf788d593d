"""What works on the shards of a store: threads of this process, or an engine on other machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.errors import Problem


class Engine(Protocol):
    """Whoever runs a step, by its name, on each of some shards; see `steps.STEPS`."""

    def each(self, step: str, place: str, shards: Sequence[str], said: str) -> Iterator[tuple[str, bytes]]:
        """Yield what a step says of every shard of the store at `place`, in any order; `said` is JSON for all of them.

        Raises InputError for a store that is not there or is another one, and where the engine itself fails.
        """
        ...


class Elsewhere(Engine, Protocol):
    """An engine on other machines."""

    def tell(self, finding: Problem) -> None:
        """Let whoever asked know what is worth knowing of it."""
        ...
