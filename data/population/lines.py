"""Rows of a table as lines of text, as a fingerprint reads them, by compiled code.

The database writes the same lines, and does where there are few, for it need not be compiled first. Of ten million months it
makes 60 million short texts to join them and throw them away, which takes twice as long as what is done here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from data.compiled import can_keep

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from data.schema import Column

FIELD, NULL, END = "\x1f", "\x00", "\n"
FIRST_DAY, LAST_DAY = -354_285, 2_932_896  # since 1970: years of four digits
MOST_DAYS = 100_000  # from the first to the last of a piece: each is written once
_FIELD, _END, _ZERO, _POINT, _MINUS = (ord(letter) for letter in f"{FIELD}{END}0.-")
_WORDS = np.frombuffer(f"{NULL}falsetrue".encode(), np.uint8)
_NULL, _FALSE, _TRUE = (0, 1), (1, 6), (6, 10)  # where words begin and end
_NUMBER = -1  # where a number ends
_LONGEST = 22  # letters of a number, with what ends it: a sign, 19 digits, a point
_DAY = 10  # letters
_TEN, _POWERS = np.uint64(10), np.array([10**digits for digits in range(19)], np.uint64)
Places = tuple["NDArray[np.integer]", "NDArray[np.integer]"]


def _nothing() -> None:
    """Stand for all that is compiled here."""


_KEEPS = can_keep(_nothing)


def written(batch: pa.RecordBatch, columns: Sequence[Column]) -> NDArray[np.uint8]:
    """Return the rows of a batch with these columns as lines, as bytes.

    OverflowError for days that the database alone can write: years of more or fewer than four digits, or too far apart.
    """
    shape = len(columns), batch.num_rows
    begins, ends, decimals = np.empty(shape, np.int64), np.empty(shape, np.int64), np.zeros(shape[0], np.int64)
    letters, size = [_WORDS], _WORDS.size
    for nth, (cells, column) in enumerate(zip(batch.columns, columns, strict=True)):
        kind, _, digits = column.sql_type.partition("(")
        if kind in ("varchar", "date"):
            (first, last), text = (_texts_in if kind == "varchar" else _days_in)(cells)
            np.add(first, size, out=begins[nth])
            np.add(last, size, out=ends[nth])
            letters.append(text)
            size += text.size
        elif kind == "boolean":
            yes = _numbers_in(cells) != 0
            for place, yes_there, no_there in zip((begins, ends), _TRUE, _FALSE, strict=True):
                place[nth] = np.where(yes, yes_there, no_there)
        else:
            begins[nth], ends[nth] = _numbers_in(cells), _NUMBER
            decimals[nth] = int(digits.rstrip(")").split(",")[1]) if digits else 0
        if cells.null_count:
            silent = cells.is_null().to_numpy(zero_copy_only=False)
            begins[nth, silent], ends[nth, silent] = _NULL
    # Texts follow one another, but a day or a word is written for many rows.
    out = np.empty(size + shape[1] * (_LONGEST * shape[0] + 1), np.uint8)
    return out[: _write(begins, ends, decimals, np.concatenate(letters), out)]


def _texts_in(column: pa.Array) -> tuple[Places, NDArray[np.uint8]]:
    """Return where each text of a column begins and ends, and all of them."""
    _, offsets, letters = column.buffers()
    places = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1]
    text = np.frombuffer(letters or b"", np.uint8)[places[0] : places[-1]]
    places = places - places[0]
    return (places[:-1], places[1:]), text


def _days_in(column: pa.Array) -> tuple[Places, NDArray[np.uint8]]:
    """Return where each day of a column begins and ends, and all days from the first to the last."""
    days = _numbers_in(column).astype(np.int64)
    there = days[column.is_valid().to_numpy(zero_copy_only=False)] if column.null_count else days
    first, last = (int(there.min()), int(there.max())) if there.size else (0, 0)
    if not FIRST_DAY <= first <= last <= LAST_DAY or last - first > MOST_DAYS:
        raise OverflowError(first, last)
    text = np.datetime_as_string(np.arange(first, last + 1).astype("datetime64[D]")).astype(f"S{_DAY}")
    places = (days - first) * _DAY
    return (places, places + _DAY), text.view(np.uint8)


def _numbers_in(column: pa.Array) -> NDArray[np.integer]:
    """Return the cells of a column as whole numbers; anything where there is none."""
    _, data = column.buffers()
    width, begin, end = column.type.bit_width, column.offset, column.offset + len(column)
    if width == 1:
        return np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")[begin:end]
    found = np.frombuffer(data, np.dtype(f"i{min(8, width // 8)}"))
    parts = width // (8 * found.itemsize)  # of a number of 128 bits that fits 64 the first half says all
    return found[begin * parts : end * parts : parts]


@njit(cache=_KEEPS, nogil=True)
def _write(
    begins: NDArray[np.int64], ends: NDArray[np.int64], decimals: NDArray[np.int64], letters: NDArray[np.uint8],
    out: NDArray[np.uint8],
) -> int:  # fmt: skip
    """Write lines of cells [column, row] into `out`, and return where they end.

    A cell is what stands in `letters` from where it begins to where it ends, or, where that is _NUMBER, the number it begins
    with, the last `decimals` of its digits after a point.
    """
    at = 0
    for row in range(begins.shape[1]):
        for column in range(begins.shape[0]):
            begin, end = begins[column, row], ends[column, row]
            if end == _NUMBER:
                if begin < 0:
                    out[at] = _MINUS
                    at += 1
                left, point = np.uint64(abs(begin)), decimals[column]
                digits = point + 1
                while digits < _POWERS.size and left >= _POWERS[digits]:
                    digits += 1
                place = at = at + digits + (point > 0)
                for nth in range(digits):
                    if nth == point and point > 0:
                        place -= 1
                        out[place] = _POINT
                    place -= 1
                    out[place] = _ZERO + left % _TEN
                    left //= _TEN
            else:
                for place in range(begin, end):
                    out[at] = letters[place]
                    at += 1
            out[at] = _FIELD
            at += 1
        out[at - 1] = _END
    return at
