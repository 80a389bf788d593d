"""What an engine runs on its workers. It is named to them, never sent: they must have this program as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from analysis.engines.task import work

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = "nth long, reply binary"


def replies(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield the reply to each row: the place of a shard in its task, and the task."""
    for batch in batches:
        for nth, task in zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True):
            yield pa.RecordBatch.from_arrays(
                [pa.array([nth], pa.int64()), pa.array([work(task, nth)], pa.binary())], ["nth", "reply"]
            )
