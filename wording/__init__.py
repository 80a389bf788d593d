"""Everything a person reads: keys and values in, a sentence in English, Russian or Chinese out.

Texts are Fluent files in `wording/<language>/`; numbers, money and dates follow the language's locale (CLDR, by Babel).
"""

from __future__ import annotations

import functools
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_precision, get_currency_symbol

from wording.foreign import one_line
from wording.long import LONGEST_FACT, LONGEST_VALUE, listed, shortened
from wording.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent
LANGUAGES = {"en": "English", "ru": "Русский", "zh": "中文"}
DEFAULT_LANGUAGE = "en"
LANGUAGE_PROMPT = "Language / Язык / 语言"  # said in all of them: the reader has not chosen yet
_LOCALES = {"en": "en_GB", "ru": "ru_RU", "zh": "zh_Hans_CN"}
MORE = "own-and-more"  # after the sentence of a problem that stands for many
_UNSAID = {"source": "", "decimal": "", "way": ""}  # facts that only problems of mapped files have
_SHOWS_SOMETHING = re.compile(r"[1-9]")
Number = int | float | Decimal


class MissingTextError(KeyError):
    """A key is not in the language files, or its sentence lacks a value. Always a defect of ours."""


class Wording:
    """The words and number formats of one language."""

    def __init__(self, language: str, plans: Mapping[str, str] | None = None) -> None:
        self.language = language if language in LANGUAGES else DEFAULT_LANGUAGE
        self.locale = Locale.parse(_LOCALES[self.language])
        self._texts = _texts(self.language)
        self._plans = plans or {}

    def __call__(self, key: str, /, **values: str | float) -> str:
        """Return the sentence `key` with `values` filled in; `key.help` is the attribute `help` of message `key`.

        A value may be a stranger's text: it begins no line of its own and steers no terminal (`wording.foreign`).
        """
        name, _, attribute = key.partition(".")
        if name not in self._texts:
            raise MissingTextError(key)
        bundle = self._texts.with_message(name)
        message = bundle.get_message(name)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            raise MissingTextError(key)
        fitting = {
            name: shortened(one_line(value), LONGEST_VALUE, self) if isinstance(value, str) else value
            for name, value in values.items()
        }
        text, errors = bundle.format_pattern(pattern, fitting)
        if errors:
            raise MissingTextError(f"{key}: {errors}")
        return str(text)

    def has(self, key: str) -> bool:
        """Say whether message `key` exists."""
        return key in self._texts

    def naming(self, plans: Mapping[str, str]) -> Wording:
        """Return the same words with the names of a base's plans, by their ids."""
        return Wording(self.language, plans)

    def plan(self, plan_id: str) -> str:
        """Return the name of a plan; its id where no name is known."""
        return self._plans.get(plan_id, plan_id)

    def number(self, value: Number, digits: int = 0, *, signed: bool = False) -> str:
        """Format a number with a fixed count of decimals; `signed` writes a plus and a true minus."""
        text = _decimal(_size(value, signed=signed), digits, self.language)
        return _sign(value, text) if signed else text

    def percent(self, share: Number, digits: int = 1, *, signed: bool = False) -> str:
        """Format a share 0-1 as a percentage."""
        pattern = _pattern(digits) + "%" if self.language != "ru" else _pattern(digits) + "\u00a0%"
        text = format_percent(_size(share, signed=signed), format=pattern, locale=self.locale)
        return _sign(share, text) if signed else text

    def points(self, share: Number, digits: int = 2) -> str:
        """Format a difference of two shares in percentage points, signed."""
        return self("change-percentage-points", value=self.number(share * 100, digits, signed=True))

    def money(self, value: Number, currency: str, digits: int | None = None, *, signed: bool = False) -> str:
        """Format an amount of `currency` (an ISO code), by default with as many decimals as it has; a loss has a true minus."""
        digits = self.decimals(currency) if digits is None else digits
        symbol = get_currency_symbol(currency, self.locale)
        pattern = (
            f"{_pattern(digits)}\u00a0¤"
            if self.language == "ru"
            else f"¤{'' if len(symbol) == 1 else chr(160)}{_pattern(digits)}"
        )
        text = format_currency(_size(value, signed=True), currency, pattern, locale=self.locale, currency_digits=False)
        return _sign(value, text) if signed or value < 0 else text

    def decimals(self, currency: str, more: int = 0) -> int:
        """Return how many decimals amounts of a currency have, and `more` for amounts far smaller than its coins."""
        return get_currency_precision(currency) + more

    def unit(self, unit: str, currency: str) -> str:
        """Word the unit of a rule or an assumption, such as "GB/month"; nothing for what has none."""
        key = re.sub(r"[^a-z]+", "-", unit.lower()).strip("-")
        return self(f"unit-{key}", currency=currency) if key else ""

    def month(self, day: str) -> str:
        """Format an ISO date as a month and year."""
        return str(format_date(date.fromisoformat(day), "LLL y" if self.language != "zh" else "y年M月", locale=self.locale))

    def problem(self, key: str, facts: Mapping[str, str | int | float | tuple[str, ...]]) -> str:
        """Word an error from its key and facts; an unknown key still tells the facts, and a long fact tells its beginning.

        One that stands for many says where the next ones are.
        """
        name = f"error-{key}"
        if not self.has(name):
            return one_line(f"{key}: " + ", ".join(f"{fact}={value}" for fact, value in facts.items()))
        told = {fact: self._plain(value) for fact, value in {**_UNSAID, **facts}.items()}
        more = self(MORE, **{fact: told[fact] for fact in ("more", "rows", "values")}) if "more" in facts else ""
        gap = " " if more and self.language != "zh" else ""
        return f"{self(name, **told)}{gap}{more}"

    def _plain(self, value: str | float | tuple[str, ...]) -> str:
        """Write a fact for a sentence: no thousands separators, "empty" for what is not there (Fluent cannot match "")."""
        if isinstance(value, tuple):
            return listed(value, self) or "empty"
        text = str(value) if isinstance(value, str | int) else f"{value:.12g}"
        return shortened(text, LONGEST_FACT, self) or "empty"


@functools.cache
def _texts(language: str) -> Texts:
    return Texts(FOLDER / language, _LOCALES[language].replace("_", "-"))


@functools.cache
def wording(language: str) -> Wording:
    """Return the wording of a language, the default one for a language we do not have."""
    return Wording(language)


def _size(value: Number, *, signed: bool) -> float | Decimal:
    """Return what is written after the sign; of zero there is one."""
    return (value if not signed or value >= 0 else -value) or 0


@functools.lru_cache(maxsize=8192)
def _decimal(value: Number, digits: int, language: str) -> str:
    """Write a number: kept, as a page writes a thousand of the same ones again at each move of a lever."""
    return format_decimal(value, format=_pattern(digits), locale=_LOCALES[language])


def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


def _sign(value: Number, text: str) -> str:
    """Write the sign of a value as it is shown: what rounds to zero has none."""
    if not _SHOWS_SOMETHING.search(text):
        return text
    return ("+" if value > 0 else "\u2212") + text
