"""A trial written as its readers expect it: Parquet tables and the record of the design, whole or not at all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from data.files.places import check_folder, stranger, whole_folder
from data.trials.record import RECORD, sha256_of
from data.trials.tables import ASSIGNMENT, TRIAL_TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pyarrow as pa

TRUTH = "hidden_truth.json"
OURS = frozenset({RECORD, TRUTH, *(f"{table.name}.parquet" for table in TRIAL_TABLES)})


def write_trial(
    target: Path, tables: Mapping[str, pa.Table], record: Mapping[str, object], truth: Mapping[str, object] | None = None
) -> None:
    """Write tables by name, and the record with the fingerprint of the assignment; what is hidden in a file of its own.

    InputError where something that is not a trial's lies at `target`.
    """

    def check() -> bool:
        return check_folder(target, lambda folder: stranger(folder, lambda file: file.name in OURS), "trial-folder-taken")

    with whole_folder(target, check) as folder:
        for name, table in tables.items():
            pq.write_table(table, folder / f"{name}.parquet", compression="zstd")
        sealed = {**record, "assignment_sha256": sha256_of(folder / f"{ASSIGNMENT.name}.parquet")}
        for file, told in ((RECORD, sealed), (TRUTH, truth)):
            if told is not None:
                text = json.dumps(told, indent=2, ensure_ascii=False, sort_keys=True)
                (folder / file).write_text(text + "\n", encoding="utf-8")
