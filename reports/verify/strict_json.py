"""JSON that somebody hands over: a name that stands twice means two things to two readers, and is refused."""

from __future__ import annotations

import simplejson

from reports.verify.packed_files import check_once


def loads(data: bytes | str, *, raw: bool = False) -> dict[str, object]:
    """Read a JSON object; `raw` keeps the digits of every number as they stand.

    TwiceError for a name that stands twice, ValueError or TypeError for anything else.
    """
    values = simplejson.loads(data, object_pairs_hook=_once, parse_float=simplejson.RawJSON if raw else None)
    if not isinstance(values, dict):
        raise TypeError(type(values).__name__)
    return values


def plain_json(data: bytes) -> bytes:
    """Write a JSON object in one form: no spaces, names in their order, the digits of numbers as they stand."""
    return str(simplejson.dumps(loads(data, raw=True), separators=(",", ":"), ensure_ascii=False)).encode()


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    check_once([name for name, _ in pairs])
    return dict(pairs)
