"""One declaration per rule or assumption; slider, command line, report, docs and validation are rendered from it."""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, TypeVar, cast

from data.errors import ParameterError, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = float | int | bool | str | tuple[str, ...] | None
T = TypeVar("T")
NONE_WORDS = ("none", "")
_NAME = re.compile(r'\s*(?:"((?:[^"]|"")+)"|([^,]*))\s*(?:,|$)')
_TRUE, _FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


@dataclass(frozen=True)
class Parameter:
    """What a rule or an assumption is. Titles and help stand in the language files under `<name>`."""

    name: str
    kind: str  # number, integer, switch, choice, subset (of choices) or names (of things in the base)
    group: str
    unit: str
    default: Value
    source: str
    low: float = -math.inf
    high: float = math.inf
    step: float = 1
    optional: bool = False
    choices: tuple[str, ...] = ()
    top: float | None = None  # where the slider ends; the highest allowed value may lie far beyond
    likely: tuple[float, float] | None = None  # what an unknown may well be: the ends of its draws; None: not drawn
    none_is: float | None = None  # what "none" stands for where a limit of that size does not bind
    acts_on: str = ""  # of an assumption: what depends on it first
    moves: tuple[str, ...] = ()  # of an assumption: the mechanisms it bears on; none named: on all

    @property
    def is_money(self) -> bool:
        """Say whether its values are amounts of currency."""
        return self.unit.startswith("currency")

    def parse(self, text: str) -> Value:
        """Read a value written on a command line or in an address; ParameterError when it is not one."""
        word = text.strip().lower()
        if word in NONE_WORDS and (self.optional or self.none_is is not None):
            return self.none_is
        if self.kind == "switch" and word in _TRUE + _FALSE:
            return word in _TRUE
        if self.kind == "choice":
            return word
        if self.kind == "subset":
            return tuple(part.strip() for part in word.split(",") if part.strip() and part.strip() not in NONE_WORDS)
        if self.kind == "names":
            return names_in(text)
        try:
            return int(word) if self.kind == "integer" else float(word)
        except ValueError:
            raise ParameterError([self.problem("parameter-type", text)]) from None

    def write(self, value: Value, *, empty: str = "") -> str:
        """Write a value as `parse` reads it back; a list without names is `empty`, or one of the words for none."""
        if value is None:
            return NONE_WORDS[0]
        if isinstance(value, bool):
            return (_TRUE if value else _FALSE)[0]
        return (names_text(value) or empty) if isinstance(value, tuple) else str(value)

    def check(self, value: Value) -> Problem | None:
        """Return what is wrong with `value`, or None."""
        if value is None:
            return None if self.optional or self.none_is is not None else self.problem("parameter-type", "none")
        if self.kind in ("choice", "subset", "names"):
            return self._check_names(value)
        if self.kind == "switch":
            return None if isinstance(value, bool) else self.problem("parameter-type", value)
        return self._check_number(value)

    def _check_number(self, value: Value) -> Problem | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self.problem("parameter-type", value)
        if isinstance(value, float) and not math.isfinite(value):
            return self.problem("parameter-type" if math.isnan(value) else "parameter-range", value)
        if self.kind == "integer" and value != int(value):
            return self.problem("parameter-type", value)
        return None if self.low <= value <= self.high else self.problem("parameter-range", value)

    def _check_names(self, value: Value) -> Problem | None:
        names = (value,) if isinstance(value, str) else value
        if not isinstance(names, tuple) or (self.kind == "choice" and not isinstance(value, str)):
            return self.problem("parameter-type", str(value))
        unknown = [name for name in names if self.kind != "names" and name not in self.choices]
        return self.problem("parameter-choice", unknown[0]) if unknown else None

    def problem(self, key: str, value: object) -> Problem:
        """Describe a wrong value: the field, the value, what is allowed and the nearest valid name."""
        allowed = ", ".join(self.choices + (("none",) if self.optional else ()))
        optional = str(self.optional or self.none_is is not None).lower()
        facts: dict[str, str | int | float] = {"name": self.name, "value": str(value), "kind": self.kind, "unit": self.unit}
        facts |= {"low": self.low, "high": self.high, "optional": optional, "choices": allowed}
        return Problem(key, facts | {"nearest": nearest(str(value), self.choices)})


def names_in(text: str) -> tuple[str, ...]:
    """Return the names in a list with commas, as they are written: those of a base may differ by capitals alone.

    A name with a comma, a quotation mark or blanks at an end stands in quotation marks, as in a CSV file.
    """
    found = (quoted.replace('""', '"') if quoted else bare.strip() for quoted, bare in _NAME.findall(text))
    return tuple(name for name in found if name)


def names_text(names: tuple[str, ...]) -> str:
    """Return names as the text that `names_in` reads back as the same."""
    return ",".join(name if _stands_bare(name) else _quoted(name) for name in names)


def _stands_bare(name: str) -> bool:
    return name == name.strip() and name.lower() not in NONE_WORDS and not {",", '"'} & set(name)


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def declare(default: T, kind: str, group: str, unit: str, source: str, **bounds: object) -> T:
    """Declare a field of `Rules` or `Assumptions`; `bounds` are the remaining fields of `Parameter`."""
    metadata = {"kind": kind, "group": group, "unit": unit, "source": source} | bounds
    declared: T = field(default=default, metadata=metadata)
    return declared


def parameters_of(registry: type) -> dict[str, Parameter]:
    """Return the declarations of a registry class by name, in their order."""
    return dict(_declared(registry))


@functools.cache
def _declared(registry: type) -> dict[str, Parameter]:
    return {
        item.name: Parameter(name=item.name, default=cast("Value", item.default), **item.metadata) for item in fields(registry)
    }


def build(registry: type[T], values: Mapping[str, Value]) -> T:
    """Make a registry from values by name. ParameterError lists every unknown name and every wrong value at once."""
    known = parameters_of(registry)
    problems = [
        Problem("unknown-parameter", {"name": name, "nearest": nearest(name, known), "known": ", ".join(known)})
        for name in values
        if name not in known
    ]
    found = (known[name].check(value) for name, value in values.items() if name in known)
    problems += [problem for problem in found if problem is not None]
    if problems:
        raise ParameterError(problems)
    return registry(**{name: _exact(known[name], value) for name, value in values.items()})


def rebuilt(registry: type[T], values: Mapping[str, Value]) -> T:
    """Make a registry from all values of one that was built elsewhere, as they are."""
    return registry(**values)


def out_of_json(told: Mapping[str, object]) -> dict[str, Value]:
    """Return the values of a registry as JSON holds them: lists are tuples there. Whoever makes one of them checks the rest."""
    return {name: tuple(value) if isinstance(value, list) else cast("Value", value) for name, value in told.items()}


def _exact(parameter: Parameter, value: Value) -> Value:
    """Give equal values one form, so that 1 and 1.0 share a cache entry and a report."""
    if value is None:
        value = parameter.none_is
    if value is None or parameter.kind not in ("number", "integer"):
        return value
    number = cast("float", value)
    return int(number) if parameter.kind == "integer" else float(number)


def parse_settings(
    registry: type, settings: Mapping[str, str], retired: Mapping[str, Parameter] | None = None
) -> dict[str, Value]:
    """Read `name=value` texts for a registry; one ParameterError tells everything that is wrong with them.

    `retired` declares names that are read as well, though the registry has them no more.
    """
    known = parameters_of(registry) | dict(retired or {})
    problems: list[Problem] = []
    values: dict[str, Value] = {}
    for name, text in settings.items():
        if name not in known:
            problems.append(
                Problem("unknown-parameter", {"name": name, "nearest": nearest(name, known), "known": ", ".join(known)})
            )
            continue
        try:
            values[name] = known[name].parse(text)
        except ParameterError as error:
            problems += error.problems
            continue
        wrong = known[name].check(values[name])
        problems += [wrong] if wrong else []
    if problems:
        raise ParameterError(problems)
    return values


def as_dict(registry: object) -> dict[str, Value]:
    """Return a registry's values by name, in the order of declaration."""
    return {item.name: getattr(registry, item.name) for item in fields(cast("type", registry))}
