"""Settings of the environment that cannot be are told by name, with what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.server.serving import refusal
from data.environment import memory_limit
from data.errors import ParameterError
from tests.terminal.test_commands import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("said", ["abc", "0", "1KB", "-8GB", "8", "nan GB", "1e9TB", "GB", "99999TB", "8 GB; drop"])
def test_a_size_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("TRANSFER_IMPACT_MEMORY", said)
    with pytest.raises(ParameterError) as error:
        memory_limit()
    assert error.value.problems[0].facts["value"] == said


@pytest.mark.parametrize(("said", "found"), [("200MB", "200MB"), (" 4 GiB ", "4 GiB"), ("1.5gb", "1.5gb"), ("", "8GB")])
def test_a_size_that_can_be_is_taken(monkeypatch: pytest.MonkeyPatch, said: str, found: str) -> None:
    monkeypatch.setenv("TRANSFER_IMPACT_MEMORY", said)
    assert memory_limit() == found


@pytest.mark.parametrize("said", ["abc", "1KB"])
def test_the_terminal_blames_the_variable_and_not_the_base(population: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("TRANSFER_IMPACT_MEMORY", said)
    done = run("population", "check", str(population))
    assert done.exit_code == 1
    assert all(part in done.stderr for part in ("TRANSFER_IMPACT_MEMORY", said, "200MB"))


@pytest.mark.parametrize("name", ["POPULATIONS", "SCENARIOS", "SOURCES", "MEMORY", "SIGN_IN"])
def test_the_page_does_not_start_on_a_setting_that_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / "file").write_text("no folder")
    for said in (str(tmp_path / "file"), "n" * 1_100):
        monkeypatch.setenv(f"TRANSFER_IMPACT_{name}", said)
        assert f"TRANSFER_IMPACT_{name}" in (refusal() or "")
        assert "cannot be" in (refusal() or "")
