"""Any text in ASCII, for terminals and files whose encoding has nothing nearer."""

from __future__ import annotations

import unicodedata

_SIGNS = {
    "−": "-", "–": "-", "—": "-", "‑": "-", "‐": "-", "…": "...", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‘": "'", "’": "'", "→": "->", "←": "<-", "×": "x", "≤": "<=", "≥": ">=", "≈": "~", "≠": "!=", "·": "*", "•": "*",
    "₽": "RUB", "€": "EUR", "£": "GBP", "¥": "Y", "°": "deg", "±": "+/-", "№": "No.", "━": "-", "─": "-", "│": "|",
    "，": ",", "。": ".", "：": ":", "；": ";", "、": ",", "（": "(", "）": ")",
}  # fmt: skip
_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch ' y ' e yu ya"
_LETTERS = dict(zip(_RUSSIAN, _LATIN.split(" "), strict=True))


def nearest_ascii(character: str) -> str:
    """Return the ASCII that comes nearest to a character, a question mark where nothing does."""
    if character in _SIGNS:
        return _SIGNS[character]
    letter = _LETTERS.get(character.lower())
    if letter is not None:
        return letter if character.islower() else letter.capitalize()
    if character.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return plain or ("" if unicodedata.combining(character) else "?")
