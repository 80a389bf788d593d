"""The one codec between what a person chose and the address: whole for a link that is sent on, short for the address bar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.settings.assumptions import Assumptions
from analysis.settings.horizon import HORIZON
from analysis.settings.money import readable_assumptions
from analysis.settings.parameters import Parameter, Value, parameters_of
from dashboard.state.choice import Chosen
from data.errors import ParameterError, Problem, nearest
from data.presets import CULTURES, RULES, load_preset, preset_names
from data.schema import SCHEMA_VERSION
from wording import DEFAULT_LANGUAGE, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FINGERPRINT_DIGITS = 16
LANGUAGE, BASE, PRIVATE, PRESET, CULTURE = "lang", "base", "private", "preset", "culture"
FINGERPRINT, SCHEMA = "fp", "v"
LONGEST = 60  # of a stranger's text that is said back on the page
MOST_TOLD = 10
Query = dict[str, list[str]]


@dataclass(frozen=True)
class Link:
    """An address, read: the choice, what of it could not be used, and the base it was made on (empty if it does not say)."""

    chosen: Chosen
    problems: tuple[Problem, ...] = ()
    fingerprint: str = ""
    schema: str = ""


def encode_short(chosen: Chosen) -> Query:
    """Return the query of the address bar: only what differs from what comes by itself."""
    pairs = {LANGUAGE: chosen.language if chosen.language != DEFAULT_LANGUAGE else "", BASE: chosen.base}
    pairs |= {PRIVATE: "1" if chosen.is_private else "", PRESET: chosen.preset, CULTURE: chosen.culture}
    ahead = {HORIZON.name: chosen.horizon} if chosen.horizon != HORIZON.default else {}
    return {name: [text] for name, text in pairs.items() if text} | _settings({**ahead, **chosen.rules, **chosen.assumptions})


def encode(chosen: Chosen, assumptions: Mapping[str, Value], fingerprint: str) -> Query:
    """Return the query of a link that says everything: each rule and assumption in force, and which base it was made on.

    Amounts that a preset charges as a share of pack prices are left to it: on a base in other money it charges others.
    """
    pairs = {LANGUAGE: chosen.language, BASE: chosen.base, PRESET: chosen.preset, CULTURE: chosen.culture}
    pairs |= {PRIVATE: "1"} if chosen.is_private else {}
    pairs |= {FINGERPRINT: fingerprint[:FINGERPRINT_DIGITS], SCHEMA: str(SCHEMA_VERSION)}
    shares = load_preset(RULES, chosen.preset).price_shares if chosen.preset else {}
    rules = {name: value for name, value in chosen.rule_values().items() if name in chosen.rules or name not in shares}
    return {name: [text] for name, text in pairs.items()} | _settings({HORIZON.name: chosen.horizon} | rules | dict(assumptions))


def decode(query: Mapping[str, Sequence[str]]) -> Link:
    """Read a query; what is unknown or wrong is left out and told as a problem, never an error."""
    last = {name: values[-1] for name, values in query.items() if values}
    problems: list[Problem] = []

    def one_of(name: str, known: Iterable[str]) -> str:
        text = last.get(name, "")
        if not text or text in known:
            return text
        facts = {"name": name, "value": text[:LONGEST], "nearest": nearest(text, known), "known": ", ".join(known)}
        problems.append(Problem("link-choice", facts))
        return ""

    chosen = Chosen(
        language=one_of(LANGUAGE, LANGUAGES) or DEFAULT_LANGUAGE,
        base=last.get(BASE, "")[:200],
        is_private=last.get(PRIVATE) == "1",
        preset=one_of(PRESET, preset_names(RULES)),
        culture=one_of(CULTURE, preset_names(CULTURES)),
    )
    frame = (LANGUAGE, BASE, PRIVATE, PRESET, CULTURE, FINGERPRINT, SCHEMA)
    rules, assumptions, ahead = parameters_of(chosen.kind), readable_assumptions(), {HORIZON.name: HORIZON}
    for name, texts in query.items():
        if name in frame or not texts:
            continue
        known = (rules | assumptions | ahead).get(name)
        value, problem = _read(known, texts) if known else (None, _unknown(name, (*rules, *parameters_of(Assumptions), *ahead)))
        if problem:
            problems.append(problem)
        elif name in rules:
            chosen = replace(chosen, rules={**chosen.rules, name: value})  # the preset's own values go when a base is known
        elif name in ahead:
            chosen = replace(chosen, horizon=int(str(value)))
        else:
            chosen = replace(chosen, assumptions={**chosen.assumptions, name: value})
    return Link(chosen, tuple(problems[:MOST_TOLD]), last.get(FINGERPRINT, ""), last.get(SCHEMA, ""))


def differences(link: Link, fingerprint: str) -> tuple[Problem, ...]:
    """Say how the base at hand differs from the one a link was made on."""
    found = []
    if link.schema and link.schema != str(SCHEMA_VERSION):
        found.append(Problem("link-schema", {"found": link.schema[:LONGEST], "known": str(SCHEMA_VERSION)}))
    if link.fingerprint and link.fingerprint != fingerprint[:FINGERPRINT_DIGITS]:
        facts = {"found": link.fingerprint[:LONGEST], "here": fingerprint[:FINGERPRINT_DIGITS]}
        found.append(Problem("link-fingerprint", facts))
    return tuple(found)


def _settings(values: Mapping[str, Value]) -> Query:
    return {name: _texts(value) for name, value in values.items()}


def _texts(value: Value) -> list[str]:
    """Write a value; names in a list stand one by one, so that any character may be in them."""
    if value is None:
        return ["none"]
    if isinstance(value, tuple):
        return list(value) if value and value != ("none",) else ["", *value]
    if isinstance(value, bool):
        return [str(value).lower()]
    return [value if isinstance(value, str) else repr(value).removesuffix(".0")]


def _read(parameter: Parameter, texts: Sequence[str]) -> tuple[Value, Problem | None]:
    if parameter.kind in ("subset", "names"):
        optional = parameter.optional and list(texts) == ["none"]
        value: Value = None if optional else tuple(text for text in texts if text)
    else:
        try:
            value = parameter.parse(texts[-1][:LONGEST])
        except ParameterError as error:
            return None, error.problems[0]
    return value, parameter.check(value)


def _unknown(name: str, known: Iterable[str]) -> Problem:
    return Problem("link-unknown", {"name": name[:LONGEST], "nearest": nearest(name[:LONGEST], known)})
