"""A value of a rule or an assumption is written so that it reads back as the same."""

from __future__ import annotations

import pytest

from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import Parameter, Value, parameters_of
from analysis.settings.rules import Rules

DECLARED = [*parameters_of(Rules).values(), *parameters_of(Assumptions).values()]


def allowed(parameter: Parameter) -> list[Value]:
    """Return values that a parameter may have: its default, its ends, what does not bind, every choice."""
    ends: list[Value] = list(parameter.likely or ())
    choices: list[Value] = [parameter.choices] if parameter.kind == "subset" else list(parameter.choices)
    switched: list[Value] = [True, False] if parameter.kind == "switch" else []
    names: list[Value] = [(), ("plan, with a comma", 'and "marks"')] if parameter.kind == "names" else []
    return [parameter.default, *ends, *choices, *switched, *names, *([None] if parameter.optional else [])]


@pytest.mark.parametrize("parameter", DECLARED, ids=lambda parameter: parameter.name)
@pytest.mark.parametrize("empty", ["", "none"])
def test_what_is_written_reads_back_as_the_same(parameter: Parameter, empty: str) -> None:
    for value in allowed(parameter):
        if not (value == () and parameter.optional):  # an empty list of an optional one would read as no limit
            assert parameter.parse(parameter.write(value, empty=empty)) == value
