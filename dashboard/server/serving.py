"""Who is let in: under which names the page answers, from which pages it may be asked, and how people must sign in.

A web page that somebody has open elsewhere can send requests to this machine, and may even have a name of its own lead here
(DNS rebinding). Both tell themselves apart in what every browser sends along: the name that was asked for, and where from.
"""

from __future__ import annotations

import gc
import importlib.util
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from streamlit import config
from streamlit.errors import StreamlitSecretNotFoundError

from analysis import compiling
from dashboard.background import jobs, worker_process
from dashboard.bases import scratch
from dashboard.bases.populations import populations_folder
from dashboard.bases.source_folders import source_roots
from dashboard.scenarios.library import library
from data.environment import choice_setting, memory_limit
from data.errors import TransferImpactError
from wording import DEFAULT_LANGUAGE, LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from streamlit.starlette import App

SIGN_IN_SETTING, BY_PROXY = "TRANSFER_IMPACT_SIGN_IN", "proxy"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_POLLED = "/_stcore/"  # what an open page asks again and again while it hears nothing
# Whatever text finds its way onto the page, the browser fetches nothing for it from anywhere else. Streamlit makes and runs code.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws://{host} wss://{host}; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


def signs_in() -> bool:
    """Say whether people sign in on the page itself: where the section [auth] of Streamlit's secrets says with whom."""
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False


def refusal() -> str | None:
    """Return why the page must not be served as configured; None if it may.

    It is when a setting is none that it can have, and when it is open beyond this machine and nobody asks who comes.
    """
    say = wording(DEFAULT_LANGUAGE)
    try:
        by_proxy = choice_setting(SIGN_IN_SETTING, (BY_PROXY,)) is not None
        _ = memory_limit(), library(), populations_folder(), source_roots()
    except TransferImpactError as error:
        return " ".join(say.problem(problem.key, problem.facts) for problem in error.problems)
    if signs_in():
        return None if importlib.util.find_spec("authlib") else say("serve-no-authlib")
    address = str(config.get_option("server.address") or "")
    reached = [name for name in (address or "0.0.0.0", *served_names()) if name not in LOOPBACK]  # noqa: S104 - Streamlit's own default
    if not reached or by_proxy:
        return None
    return say("serve-open", reached=", ".join(dict.fromkeys(reached)), setting=f"{SIGN_IN_SETTING}={BY_PROXY}")


def served_names() -> tuple[str, ...]:
    """Return the names the page answers to (`server.allowedHosts`): of this machine alone where none are set."""
    return tuple(name.strip().lower().strip("[]") for name in config.get_option("server.allowedHosts")) or LOOPBACK


def is_served(host: str | None) -> bool:
    """Say whether the page answers to the name in a Host header, whatever the port."""
    name = _hostname(host)
    if not name:
        return False
    return any(
        served in ("*", name) or (served.startswith("*.") and name.endswith(served.removeprefix("*")))
        for served in served_names()
    )


def is_own_page(origin: str | None, host: str | None) -> bool:
    """Say whether a request comes from the page itself; what is no browser says nothing of where it comes from."""
    return origin is None or origin.lower() in {f"{scheme}://{host or ''}".lower() for scheme in ("http", "https")}


def _hostname(host: str | None) -> str:
    try:
        parts = urlsplit(f"//{host or ''}")
        _ = parts.port
    except ValueError:
        return ""
    is_bare = not (parts.username or parts.password or parts.path or parts.query or parts.fragment)
    return (parts.hostname or "").rstrip(".") if is_bare else ""


@asynccontextmanager
async def lifespan(_app: App) -> AsyncIterator[None]:
    """Hold the server's scratch folder; clear up in order, for a server told to end does not come to its exit handlers."""
    end = scratch.begin()
    threading.Thread(target=_warm, name="warming", daemon=True).start()
    try:
        yield
    finally:
        jobs.end_all()
        worker_process.end_all()
        compiling.end()
        end()


def _warm() -> None:
    """Load and answer what the first visitor asks for, and let it stand: what is there then is not looked through for garbage.

    Two hundred thousand objects that stay for good held every session up for a tenth of a second each time that was done.
    """
    compiling.begin()
    gc.disable()
    try:
        from dashboard.server.warming import warm  # noqa: PLC0415 - loading it takes seconds, and the server is to start meanwhile

        warm()
    finally:
        gc.freeze()
        gc.enable()


class Guard:
    """Middleware that turns away what asks under another name or from another page, and says what a browser may load."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with a refusal."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host"), headers.get("origin")
        is_safe = scope["type"] == "http" and scope["method"] in _SAFE_METHODS
        if is_served(host) and (is_safe or is_own_page(origin, host)):
            await self.app(scope, receive, _restricting(send, host or "", is_last=_POLLED in scope["path"]))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            reason = "serve-other-page" if is_served(host) else "serve-other-name"
            text = "\n\n".join(wording(language)(reason) for language in LANGUAGES)
            await PlainTextResponse(text, status_code=403)(scope, receive, send)


def _restricting(send: Send, host: str, *, is_last: bool) -> Send:
    """Return what sends answers with what they restrict; where one `is_last` its connection ends with it.

    A server that is told to end waits for its connections, and a page that kept asking on one would hold it for ever.
    """

    async def restricted(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = _POLICY.format(host=host)
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "same-origin"
            if is_last:
                headers["Connection"] = "close"
        await send(message)

    return restricted
