"""All visible text lives in the language files: complete, alike in every language, all of it used."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import parameters_of
from analysis.settings.rule_kinds import KINDS, every_rule
from tests.conftest import ROOT
from wording import LANGUAGES, wording
from wording.texts import Texts, entries

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = ("dashboard", "reports", "terminal")
CODE = ("analysis", "data", "wording", *SHOWN)


UNITS = {
    "unit-" + re.sub(r"[^a-z]+", "-", parameter.unit.lower())
    for registry in (*KINDS.values(), Assumptions)
    for parameter in parameters_of(registry).values()
}


@cache
def messages(language: str) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return each message's attributes and variables."""
    found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for file in sorted((ROOT / "wording" / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{file}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice"
                names = frozenset(attribute.id.name for attribute in entry.attributes)
                found[entry.id.name] = (names, frozenset(_variables(entry)))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_parsed_alone_is_what_it_is_in_its_file(language: str) -> None:
    alone = entries(ROOT / "wording" / language)
    assert {name for name in alone if not name.startswith("-")} == set(messages(language))
    for file in (ROOT / "wording" / language).glob("*.ftl"):
        for entry in FluentParser(with_spans=False).parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ftl.Message):
                (read, *comments) = FluentParser(with_spans=False).parse(alone[entry.id.name]).body
                assert read.equals(entry, ["comment"]), entry.id.name
                assert all(isinstance(one, ftl.BaseComment) for one in comments)


def test_a_message_comes_with_those_it_names_and_a_circle_ends(tmp_path: Path) -> None:
    (tmp_path / "a.ftl").write_text("one = { two } and { -brand }\nround = { about }\n-brand = Us\n", encoding="utf-8")
    (tmp_path / "b.ftl").write_text(
        "two = { three }\nthree =\n    { $x ->\n        [a] x\n       *[b] y\n    }\nabout = { round }\n", "utf-8"
    )
    texts = Texts(tmp_path, "en-GB")
    bundle = texts.with_message("one")
    pattern = bundle.get_message("one").value
    assert pattern is not None
    assert bundle.format_pattern(pattern, {"x": "a"}) == ("x and Us", [])
    assert "three" in texts
    assert "-brand" not in texts
    assert texts.with_message("round").has_message("about")


def _variables(entry: ftl.Message) -> set[str]:
    names: set[str] = set()

    def walk(node: object) -> None:
        if isinstance(node, ftl.VariableReference):
            names.add(node.id.name)
        if isinstance(node, ftl.BaseNode):
            for value in vars(node).values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(entry)
    return names


@cache
def literals() -> frozenset[str]:
    """Return every string constant of the code, f-string parts included."""
    found: set[str] = set(every_rule()) | set(parameters_of(Assumptions)) | set(KINDS)
    files = [file for folder in CODE for file in ROOT.glob(f"{folder}/**/*.py")]
    files += [ROOT / "app.py", ROOT / "cli.py", *ROOT.glob("reports/document/templates/*"), *ROOT.glob("data/**/*.toml")]
    found |= {file.stem for file in ROOT.glob("data/presets/*/*.toml")}
    found |= {
        status for file in ROOT.glob("data/presets/*/*.toml") for status in re.findall(r'status = "(\w+)"', file.read_text())
    }
    for file in files:
        if file.suffix == ".py":
            found |= {
                n.value for n in ast.walk(ast.parse(file.read_text())) if isinstance(n, ast.Constant) and isinstance(n.value, str)
            }
        else:
            found |= set(re.findall(r'"([^"]*)"', file.read_text())) | set(
                re.findall(r"^\[+(\w+)\]+", file.read_text(), re.MULTILINE)
            )
    return frozenset(found)


@cache
def referred() -> frozenset[str]:
    """Return the messages that other messages are made of."""
    texts = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "wording" / "en").glob("*.ftl"))
    return frozenset(re.findall(r"\{ ([a-z][a-z0-9-]+) \}", texts))


def is_used(key: str) -> bool:
    """Say whether a key stands in the code, whole or as a prefix ending in a dash and a known rest."""
    known = literals()
    if key in known or key in UNITS or key in referred():
        return True
    for cut in (i + 1 for i, letter in enumerate(key) if letter == "-"):
        prefix, rest = key[:cut], key[cut:]
        if prefix in known and (rest in known or rest.replace("-", "_") in known):
            return True
    return False


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_language_has_the_same_messages_with_the_same_values(language: str) -> None:
    english, other = messages("en"), messages(language)
    assert set(other) ^ set(english) == set()
    assert [key for key in english if english[key] != other[key]] == []


def test_every_message_is_used() -> None:
    assert [key for key in messages("en") if not is_used(key)] == []


def test_every_parameter_has_a_title_and_help() -> None:
    names = [*every_rule(), *parameters_of(Assumptions)]
    assert [name for name in names if "help" not in messages("en").get(name, (frozenset(),))[0]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_has_words(language: str) -> None:
    declared = [*every_rule().values(), *parameters_of(Assumptions).values()]
    say = wording(language)
    assert all(say.unit(parameter.unit, "RUB") for parameter in declared if parameter.unit)


def test_every_error_key_of_the_code_has_a_sentence() -> None:
    raised: set[str] = set()
    for file in [f for folder in CODE for f in ROOT.glob(f"{folder}/**/*.py")]:
        raised |= set(re.findall(r"\.(?:one|problem)\(\s*\"([a-z][a-z0-9-]+)\"", file.read_text()))
        raised |= set(re.findall(r"\bProblem\(\s*\"([a-z][a-z0-9-]+)\"", file.read_text()))
    assert len(raised) > 8
    assert [key for key in sorted(raised) if f"error-{key}" not in messages("en")] == []


def _prose(file: Path) -> list[str]:
    tree = ast.parse(file.read_text())
    docs = {id(n.body[0].value) for n in ast.walk(tree) if _has_docstring(n)}  # type: ignore[attr-defined]
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs]
    return [text for text in texts if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", text) or re.search(r"[А-Яа-я\u4e00-\u9fff]", text)]


def _has_docstring(node: ast.AST) -> bool:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return isinstance(node, kinds) and ast.get_docstring(node) is not None


def test_no_visible_text_stands_in_code() -> None:
    files = [f for folder in SHOWN for f in ROOT.glob(f"{folder}/**/*.py")] + [ROOT / "app.py", ROOT / "cli.py"]
    prose = {str(file.relative_to(ROOT)): _prose(file) for file in files}
    assert {file: texts for file, texts in prose.items() if texts} == {}


@pytest.mark.parametrize(
    ("language", "number", "share", "amount", "month"),
    [
        ("en", "−1,234.5", "+5.1%", "RUB 1,234.50", "Nov 2025"),
        ("ru", "−1\u00a0234,5", "+5,1\u00a0%", "1\u00a0234,50\u00a0₽", "нояб. 2025"),
        ("zh", "−1,234.5", "+5.1%", "RUB 1,234.50", "2025年11月"),
    ],
)
def test_numbers_follow_the_locale(language: str, number: str, share: str, amount: str, month: str) -> None:
    say = wording(language)
    assert say.number(-1234.5, 1, signed=True) == number
    assert say.percent(0.0512, 1, signed=True) == share
    assert say.money(1234.5, "RUB").replace("\u202f", "\u00a0").replace("RUB\u00a0", "RUB ") == amount
    assert say.month("2025-11-01") == month


def test_what_rounds_to_zero_has_no_sign() -> None:
    assert wording("en").number(-0.0001, 2, signed=True) == "0.00"
    assert wording("en").number(0.0, 2, signed=True) == "0.00"
    assert wording("en").money(-0.0, "RUB", signed=True).endswith("0.00")


def test_an_unknown_language_falls_back_to_english() -> None:
    assert wording("xx").language == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_money_has_the_decimals_of_its_currency_and_a_true_minus(language: str) -> None:
    say = wording(language)
    for currency, digits in (("KWD", 3), ("RUB", 2), ("JPY", 0)):
        for signed in (False, True):
            loss = say.money(-1234.5678, currency, signed=signed)
            assert loss.startswith("\u2212")
            assert "-" not in loss
            nothing = say.money(-0.4 * 10**-digits, currency, signed=signed)
            assert not {"-", "+", "\u2212"} & set(nothing)
            assert say.money(0.0, currency, signed=signed) == nothing
    assert re.sub(r"[^\d]", "", say.money(-0.0123, "KWD")) == "0012"
    assert re.sub(r"[^\d]", "", say.money(-12.3, "JPY")) == "12"
    assert "\u2212" not in say.money(-0.0005, "BHD", signed=True)
