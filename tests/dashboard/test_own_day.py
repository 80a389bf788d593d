"""The day on a report is the day of the person who takes it away, wherever the server stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import streamlit as st

from dashboard.server.day import own_zone

if TYPE_CHECKING:
    from datetime import tzinfo

LATE = datetime(2026, 11, 25, 20, tzinfo=UTC)


def zone_of(name: str | None, monkeypatch: pytest.MonkeyPatch) -> tzinfo:
    class Context:
        timezone = name

    monkeypatch.setattr(st, "context", Context)
    return own_zone()


@pytest.mark.parametrize(
    ("name", "day"),
    [("Asia/Vladivostok", 26), ("America/New_York", 25), ("UTC", 25), (None, 25), ("No/Where", 25), ("../../etc", 25)],
)
def test_the_day_is_the_browsers_and_without_a_known_zone_that_of_utc(
    name: str | None, day: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert LATE.astimezone(zone_of(name, monkeypatch)).day == day


def test_a_zone_has_its_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    assert LATE.astimezone(zone_of("Asia/Kolkata", monkeypatch)).utcoffset() == timedelta(hours=5, minutes=30)
