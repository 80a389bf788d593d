"""Formulas cannot fill the memory, whoever wrote them, and what is long can be stopped."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from data.database import storage
from data.database.interrupt import interruptible
from data.errors import InputError
from data.mapping.formulas import vetted


def key_of(formula: str) -> str:
    """Return why a formula is refused, or nothing."""
    with storage.connect() as connection:
        try:
            vetted(connection, formula, "usage.used_gb")
        except InputError as error:
            return error.problems[0].key
    return ""


NESTED = "x"
for _ in range(9):
    NESTED = f"replace({NESTED}, 'x', 'xxxxxxxxxx')"
DOUBLED = "x"
for _ in range(3):
    DOUBLED = rf"regexp_replace({DOUBLED}, '.', '\0\0\0\0\0', 'g')"
LEAST = "x"
for _ in range(9):
    LEAST = f"least({LEAST}, 1)"


@pytest.mark.parametrize(
    "formula",
    [
        "length(lpad(x, 2000000000, 'x'))",
        "length(lpad(x, x::integer, 'x'))",
        "length(lpad(x, 1000 * 1000, 'x'))",
        NESTED,
        DOUBLED,
        "replace(replace(replace(x, 'a', x), 'a', x), 'a', x)",
        "strftime(d, strftime(d, strftime(d, x)))",
    ],
)
def test_text_that_grows_is_refused_before_it_runs(formula: str) -> None:
    assert key_of(formula) == "formula-long"


@pytest.mark.parametrize("kind", ["bit", "blob", "varchar[]", "json", "struct(a integer)", "main.thing"])
def test_only_numbers_texts_dates_and_truth_are_cast_to(kind: str) -> None:
    assert key_of(f"x::{kind}::varchar") == "formula-type"


@pytest.mark.parametrize("formula", ["x" + " + 1" * 450, "(" * 400 + "x" + ")" * 400 + " + 1" * 201, LEAST])
def test_expressions_too_deep_within_one_another_are_an_error(formula: str) -> None:
    assert key_of(formula) == "formula-deep"


@pytest.mark.parametrize(
    "formula",
    [
        "replace(replace(x, ' ', ''), ',', '.')::double / 1024",
        "lpad(x, 10, '0')",
        "regexp_replace(x, '[^0-9]', '', 'g')",
        "strftime(d, '%Y-%m-01')::date",
        "try_cast(x as decimal(18, 6)) + ceil(greatest(0, y::double - least(z, 3)))",
        "strptime(x, '%d.%m.%Y')::timestamp + interval 1 day",
        "case when lower(x) in ('да', 'yes') then true else false end",
    ],
)
def test_what_real_sources_need_is_still_allowed(formula: str) -> None:
    assert key_of(formula) == ""


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("greatest(0, x)", None),
        ("least(0, x)", None),
        ("greatest(0, 3, 2)", 3),
        ("least(greatest(0, 3), 2)", 2),
        ("greatest(0, coalesce(x, 5))", 5),
    ],
)
def test_of_a_missing_value_there_is_no_greatest_and_no_least(formula: str, expected: int | None) -> None:
    with storage.connect() as connection:
        text = vetted(connection, formula, "usage.used_gb")
        assert connection.execute(f"select {text} from (select null::integer as x)").fetchall() == [(expected,)]


class StoppedError(Exception):
    """What a page raises when somebody pressed Cancel."""


@pytest.mark.parametrize("files", [0, 1100])
def test_a_query_is_stopped_in_its_middle(files: int) -> None:
    """Unstopped it would count for hours; a busy server has more files open than some ways of waiting can count."""
    calls = []

    def progress(stage: str, share: float, /) -> None:
        calls.append((stage, share))
        if len(calls) > 1:
            raise StoppedError

    endless = "select sum(hash(a.range + b.range)::double) from range(10_000_000) a, range(10_000_000) b"

    def work() -> None:
        with storage.connect() as connection, interruptible(connection, progress) as report:
            report("import-check", 0.2)
            connection.execute(endless).fetchall()

    with ExitStack() as opened:
        try:
            for _ in range(files):
                opened.enter_context(Path(os.devnull).open("rb"))
        except OSError:
            pytest.skip("this system lets a process open fewer files")
        with pytest.raises(StoppedError):
            work()
    assert set(calls) == {("import-check", 0.2)}
