"""The run record as JSON text: the same bytes inside the PDF and the HTML report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import simplejson

from reports.record.run_record import record_plain

if TYPE_CHECKING:
    from reports.record.run_record import RunRecord


def record_json(record: RunRecord) -> str:
    """Return the record as indented JSON text, keys in the order of declaration."""
    return str(simplejson.dumps(record_plain(record), indent=2, ensure_ascii=False, use_decimal=True)) + "\n"
