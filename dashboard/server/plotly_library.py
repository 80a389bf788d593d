"""The library that draws charts, as the Python package brings it along: nothing is fetched from anywhere else."""

from __future__ import annotations

import gzip
from functools import cache
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from dashboard.display.live_chart import library_path

if TYPE_CHECKING:
    from starlette.requests import Request

# The address names the version, so that a browser may keep it for good.
_HEADERS = {"Content-Encoding": "gzip", "Cache-Control": "public, max-age=31536000, immutable"}


@cache
def _packed() -> bytes:
    from plotly.offline import get_plotlyjs  # noqa: PLC0415 - the server is to start before anything of Plotly is loaded

    return gzip.compress(get_plotlyjs().encode(), 6, mtime=0)


def _library(_request: Request) -> Response:
    return Response(_packed(), media_type="text/javascript", headers=_HEADERS)


def library_route() -> Route:
    """Return the route of the library, for the page as it is configured: Streamlit puts no base path before routes of others."""
    return Route(library_path(), _library)
