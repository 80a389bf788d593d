"""The first command on a machine compiles the model while it works, and ends when both are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis import compiling
from terminal.console.compiled import compiled_beside

if TYPE_CHECKING:
    from data.progress import Progress


@pytest.mark.parametrize(("begun", "expected"), [(True, ["begun", "load", "compile", "waited"]), (False, ["begun", "load"])])
def test_work_waits_for_what_is_compiled_beside_it(monkeypatch: pytest.MonkeyPatch, *, begun: bool, expected: list[str]) -> None:
    happened: list[str] = []

    def begin() -> bool:
        happened.append("begun")
        return begun

    def work(report: Progress) -> int:
        report("load", 0.5)
        return 7

    monkeypatch.setattr(compiling, "begin", begin)
    monkeypatch.setattr(compiling, "wait", lambda: happened.append("waited"))
    assert compiled_beside(work)(lambda stage, _share: happened.append(stage)) == 7
    assert happened == expected
