"""The vendored fonts: every character of our texts is in them, and what is not is never handed to the compiler."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from reports.pdf.glyphs import FONTS, UNDRAWABLE, drawable, safe
from tests.conftest import ROOT
from wording import LANGUAGES

MOST_BYTES = 4_000_000


def held(name: str) -> set[int]:
    return set(TTFont(FONTS / name).getBestCmap())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_of_the_texts_can_be_drawn(language: str) -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "wording" / language).glob("*.ftl"))
    assert sorted({letter for letter in text if ord(letter) not in drawable()} - {"\n"}) == []


def test_names_in_the_commonest_chinese_characters_digits_and_currencies_can_be_drawn() -> None:
    level_one = b"".join(bytes([row, place]) for row in range(0xB0, 0xD8) for place in range(0xA1, 0xFF if row < 0xD7 else 0xFA))
    text = level_one.decode("gb2312") + "0123456789₽₹¥€£$₸₾–—…·«»“”„№%‰−×÷≤≥≠→ЁёҐґЇїІіЄєҚқӨөÄäÖöŠšŽžČčŁłŚśĞğİıŞşẶặỚớ"
    assert [letter for letter in text if ord(letter) not in drawable()] == []


@pytest.mark.parametrize(("listed", "regular", "bold"), [
    ("latin.txt", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("chinese.txt", "NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"),
])  # fmt: skip
def test_the_lists_say_what_the_fonts_hold(listed: str, regular: str, bold: str) -> None:
    ranges = (line.partition("-") for line in (FONTS / listed).read_text().split())
    points = {point for first, _, last in ranges for point in range(int(first, 16), int(last or first, 16) + 1)}
    assert points == held(regular) == held(bold)


def test_the_fonts_stay_small_and_bring_their_licence() -> None:
    assert sum(file.stat().st_size for file in FONTS.iterdir()) < MOST_BYTES
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text()


def test_what_cannot_be_drawn_is_replaced_and_long_words_may_break() -> None:
    assert safe("a😀b\u202e") == f"a{UNDRAWABLE}b{UNDRAWABLE}"
    assert safe("one\ntwo") == "one two"
    assert "\u200b" in safe("a" * 50)
    assert safe("a" * 50).replace("\u200b", "") == "a" * 50
    assert safe("обычные слова 中文") == "обычные слова 中文"
