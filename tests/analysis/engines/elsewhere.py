"""A small engine of other processes: what Spark does with a task, without Spark."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pyarrow as pa

from analysis.engines.far import FarEngine
from analysis.engines.task import work
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from analysis.engines.far import Tell

# A worker is told where to find a function, and reads and writes Arrow: nothing of this process gets into it.
WORKER = """
import sys
import pyarrow as pa
from analysis.engines.worker import replies
with pa.ipc.open_stream(sys.stdin.buffer) as rows:
    for nth, batch in enumerate(replies(iter(rows))):
        out = pa.ipc.new_stream(sys.stdout.buffer, batch.schema) if nth == 0 else out
        out.write_batch(batch)
out.close()
"""


class OtherProcess(FarEngine):
    """One process that works on all shards of a task, in reversed order."""

    def replies(self, task: str, count: int) -> Iterable[tuple[int, bytes]]:
        rows = pa.RecordBatch.from_arrays([pa.array(range(count)[::-1], pa.int64()), pa.array([task] * count)], ["id", "task"])
        stream = io.BytesIO()
        with pa.ipc.new_stream(stream, rows.schema) as out:
            out.write_batch(rows)
        done = subprocess.run(
            [sys.executable, "-c", WORKER], input=stream.getvalue(), stdout=subprocess.PIPE, check=True, cwd=ROOT
        )
        found = pa.ipc.open_stream(done.stdout).read_all()
        return zip(found.column(0).to_pylist(), found.column(1).to_pylist(), strict=True)


class Inside(FarEngine):
    """Work by bytes in this process; `spoil` changes a task on its way there, `garble` the replies on their way back."""

    def __init__(
        self,
        tell: Tell = lambda _: None,
        spoil: Callable[[str], str] = str,
        garble: Callable[[list[tuple[int, bytes]]], list[tuple[int, bytes]]] = list,
    ) -> None:
        super().__init__(tell)
        self._spoil, self._garble = spoil, garble

    def replies(self, task: str, count: int) -> Iterator[tuple[int, bytes]]:
        yield from self._garble([(nth, work(self._spoil(task), nth)) for nth in range(count)])
