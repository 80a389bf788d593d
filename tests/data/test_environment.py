"""Settings of the environment that cannot be are told by name, with what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.server.serving import refusal
from data.database import storage
from data.environment import memory_limit
from data.errors import InputError, ParameterError
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


def test_work_that_needs_more_memory_than_it_may_take_says_how_much_that_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRANSFER_IMPACT_MEMORY", raising=False)

    def asks_for_too_much() -> None:
        with storage.connect(1) as connection:
            storage.limit_memory(connection, "50MiB")
            connection.execute("select list(range) from range(100000000)").fetchall()

    with pytest.raises(InputError) as error:
        asks_for_too_much()
    assert error.value.problems[0].facts["limit"] == "50.0 MiB"


def test_a_size_named_by_the_environment_goes_before_what_work_would_take(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSFER_IMPACT_MEMORY", "3GiB")
    with storage.connect(1) as connection:
        storage.limit_memory(connection, "50MiB")
        assert connection.execute("select current_setting('memory_limit')").fetchall() == [("3.0 GiB",)]


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
