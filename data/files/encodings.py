"""Which text encodings are read, and a guess at the one of a file that does not say.

A list and not whatever Python can decode: among its codecs are packers (a kilobyte becomes gigabytes) and ciphers.
"""

from __future__ import annotations

import codecs
import re

from data.errors import InputError, nearest

ALLOWED = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "ascii", "latin-1",
    *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)),
    *(f"cp{page}" for page in range(1250, 1259)),
    "cp437", "cp850", "cp852", "cp855", "cp857", "cp862", "cp864", "cp866", "cp874",
    "koi8-r", "koi8-u", "mac-cyrillic", "gb18030", "gbk", "gb2312", "big5", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949",
)  # fmt: skip
_MOSTLY = 0.9
_HIGH_RUNS = re.compile(rb"[\x80-\xff]{2,}")
_KANJI = ("\u4e00", "\u9fff")


def encoding_named(name: str, file: str) -> str:
    """Return Python's name of an encoding that a mapping declares; InputError lists those there are."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):  # ValueError: a null character in the name
        found = ""
    if found not in _CANONICAL:
        raise InputError.one("unknown-encoding", file=file, value=name, nearest=nearest(name.casefold(), ALLOWED), known=ALLOWED)
    return found


def guess(sample: bytes) -> str:
    """Return the encoding a sample that is not UTF-8 looks like: one of UTF-16, cp1251 and gb18030, or an empty string."""
    if b"\x00" in sample:
        zeros = [sample[start::2].count(0) for start in (0, 1)]
        return ("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le") if max(zeros) > _MOSTLY * sum(zeros) else ""
    high = [byte for byte in sample if byte >= 0x80]
    if not high:
        return ""
    # Accents of western Europe stand alone between plain letters; of other writings nearly every letter is a high byte.
    if sum(len(run) for run in _HIGH_RUNS.findall(sample)) < _MOSTLY * len(high):
        return ""
    # Of Russian text in cp1251 nearly every high byte is a letter, 0xC0 and above; the second bytes of Chinese lie lower as well.
    letters = sum(byte >= 0xC0 or byte in (0xA8, 0xB8) for byte in high)
    if letters > _MOSTLY * len(high) and 2 * sum(byte >= 0xE0 for byte in high) > len(high):
        return "cp1251"
    return "gb18030" if _reads_as_chinese(sample) else ""


def _reads_as_chinese(sample: bytes) -> bool:
    try:
        text = codecs.getincrementaldecoder("gb18030")().decode(sample)
    except UnicodeDecodeError:
        return False
    foreign = [sign for sign in text if not sign.isascii()]
    return sum(_KANJI[0] <= sign <= _KANJI[1] for sign in foreign) > _MOSTLY * len(foreign)


_CANONICAL = frozenset(codecs.lookup(name).name for name in ALLOWED)
