"""The calendar day of the person at the browser, who may sit in another time zone than the server."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import streamlit as st

if TYPE_CHECKING:
    from datetime import tzinfo


def own_zone() -> tzinfo:
    """Return the time zone that the browser says it is in; UTC where it says none this machine knows."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (KeyError, ValueError, OSError):  # an unknown name is a KeyError, one that leads out of the folder a ValueError
        return UTC
