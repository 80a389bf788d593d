"""The page answers to its own names and its own pages only, and is not served to others where nobody asks who they are."""

from __future__ import annotations

import gzip
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from plotly.offline import get_plotlyjs
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.util import patch_config_options

from dashboard.display.live_chart import library_path
from dashboard.server.serving import SIGN_IN_SETTING, is_own_page, is_served, refusal
from data.files.source_files import PRIVATE
from tests.conftest import ROOT
from tests.tools.live import served

if TYPE_CHECKING:
    from collections.abc import Iterator
HANDSHAKE = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)


EVERYWHERE = "0.0.0.0"  # noqa: S104 - the case to be refused
NO_NAMES = (None, "", "a@localhost", "localhost/x", "localhost:99999999", "localhost:x", "[::1", "evil.example")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Serve the page over no base and give its port."""
    with served(tmp_path_factory.mktemp("nothing")) as url:
        yield int(url.rpartition(":")[2])


def status(port: int, path: str, host: str, method: str = "GET", **headers: str) -> tuple[int, str]:
    """Return the status and the head of the answer to a request, sent letter by letter."""
    more = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    upgrade = HANDSHAKE if path.endswith("stream") else "Connection: close\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(f"{method} {path} HTTP/1.1\r\nHost: {host}\r\n{upgrade}{more}\r\n".encode())
        head = line.recv(65536).decode("latin-1")
    return int(head.split()[1]), head


def test_a_page_whose_name_was_led_to_this_machine_gets_no_connection(server: int) -> None:
    own = f"127.0.0.1:{server}"
    assert status(server, "/_stcore/stream", own, Origin=f"http://{own}")[0] == 101
    for evil in (f"evil.example:{server}", "evil.example", f"localhost.evil.example:{server}"):
        assert status(server, "/_stcore/stream", evil, Origin=f"http://{evil}")[0] == 403
        assert status(server, "/", evil)[0] == 403
        assert status(server, "/_stcore/host-config", evil)[0] == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:3000", "http://127.0.0.1", "null", "https://[bad"])
def test_another_page_is_not_answered_even_on_this_machine(server: int, origin: str) -> None:
    own = f"127.0.0.1:{server}"
    assert status(server, "/_stcore/stream", own, Origin=origin)[0] == 403
    assert status(server, "/_stcore/upload_file/x/y", own, "PUT", Origin=origin)[0] == 403


def test_browsers_may_load_nothing_from_elsewhere_and_frame_the_page_nowhere_else(server: int) -> None:
    found, head = status(server, "/", f"localhost:{server}")
    assert found == 200
    policy = next(line for line in head.splitlines() if line.lower().startswith("content-security-policy"))
    for part in ("default-src 'self'", "img-src 'self' data: blob:;", "frame-ancestors 'self'"):
        assert part in policy
    assert "http:" not in policy.replace("http://", "")


def test_the_library_of_charts_is_handed_out_by_the_page_itself_in_the_version_that_is_installed(server: int) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{server}{library_path()}?any") as answer:
        library, headers = gzip.decompress(answer.read()), answer.headers
    assert library.decode() == get_plotlyjs()
    assert (headers["Content-Encoding"], headers["X-Content-Type-Options"]) == ("gzip", "nosniff")
    assert headers["Content-Type"].startswith("text/javascript")


def test_under_a_base_path_the_library_is_under_it_too(tmp_path: Path) -> None:
    page = served(tmp_path, STREAMLIT_SERVER_BASE_URL_PATH="impact")
    with page as url, urllib.request.urlopen(f"{url}/plotly.js") as answer:  # noqa: S310 - of this machine
        assert answer.headers["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize("host", NO_NAMES)
def test_what_is_no_name_of_ours_is_none(host: str | None) -> None:
    assert not is_served(host)


def test_names_are_those_that_were_set_whatever_their_capitals_and_ports() -> None:
    with patch_config_options({"server.allowedHosts": ["Plan.example.com", "*.intra.example"]}):
        assert is_served("plan.example.COM:443")
        assert is_served("a.intra.example")
        assert not is_served("intra.example")
        assert not is_served("xintra.example")
        assert not is_served("localhost")
    with patch_config_options({"server.allowedHosts": []}):
        assert is_served("[::1]:8501")
        assert not is_served("plan.example.com"), "none named is not everything"
    assert is_own_page("https://plan.example.com", "plan.example.com")
    assert not is_own_page("https://plan.example.com.evil.example", "plan.example.com")


def test_beyond_this_machine_nothing_is_served_unless_somebody_asks_who_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SIGN_IN_SETTING, raising=False)
    assert refusal() is None
    for option in ({"server.address": EVERYWHERE}, {"server.address": None}, {"server.allowedHosts": ["plan.example.com"]}):
        with patch_config_options(option):
            assert "docs/serving.md" in (refusal() or "")
            monkeypatch.setenv(SIGN_IN_SETTING, "proxy")
            assert refusal() is None
            monkeypatch.setenv(SIGN_IN_SETTING, "yes")
            assert refusal() is not None
            monkeypatch.delenv(SIGN_IN_SETTING)


def test_the_refusal_ends_the_start_with_the_way_out() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0", "--server.address", EVERYWHERE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 1
    assert f"{SIGN_IN_SETTING}=proxy" in done.stderr
    assert "Traceback" not in done.stderr


def test_where_people_sign_in_nobody_else_sees_a_base(population: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(population.parent))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
    page.secrets["auth"] = {"client_id": "x"}
    page.run()
    assert not page.exception
    assert [button.key for button in page.button] == ["sign_in"]
    assert not page.sidebar.selectbox


def test_what_a_killed_server_left_is_gone_after_the_next_start_and_what_a_running_one_has_is_not(tmp_path: Path) -> None:
    code = (
        "import time\nfrom dashboard.bases import scratch\nimport tempfile\nend = scratch.begin()\n"
        "made = tempfile.mkdtemp()\nprint(made, flush=True)\ntime.sleep(600)"
    )
    settings = os.environ | {"TMPDIR": str(tmp_path)}
    killed, running = (
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True) for _ in "12"
    )
    try:
        left, held = (Path(str(server.stdout and server.stdout.readline()).strip()) for server in (killed, running))
        assert left.parent.name.startswith(PRIVATE)
        assert left.parent.stat().st_mode & 0o777 == 0o700
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        stranger = tmp_path / f"{PRIVATE}elsewhere"
        stranger.symlink_to(tmp_path)
        third = subprocess.run(
            [sys.executable, "-c", code.replace("time.sleep(600)", "end()")],
            cwd=ROOT,
            env=settings,
            capture_output=True,
            check=True,
        )
        assert not left.parent.exists()
        assert held.is_dir()
        assert tmp_path.is_dir()
        assert not Path(third.stdout.decode().strip()).exists(), "a server that ends takes its own along"
    finally:
        for server in (killed, running):
            server.kill()
            server.wait()
            if server.stdout is not None:
                server.stdout.close()


def test_a_server_killed_while_it_clears_up_leaves_nothing_that_the_next_one_does_not_clear(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom dashboard.bases import scratch\nend = scratch.begin()\n"
        "(Path(os.environ['TMPDIR']) / 'upload.csv').write_text('private')\ncounted = [0]\n"
        "def audit(event, arguments):\n"
        "    counted[0] += event in ('os.remove', 'os.rmdir')\n"
        "    if counted[0] == int(sys.argv[1]) and event in ('os.remove', 'os.rmdir'):\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "sys.addaudithook(audit)\nend()\n"
    )
    settings = os.environ | {"TMPDIR": str(tmp_path)}
    for step in ("1", "2"):
        ended = subprocess.run([sys.executable, "-c", code, step], cwd=ROOT, env=settings, check=False)
        assert ended.returncode == -signal.SIGKILL
        assert [path.name.startswith(PRIVATE) for path in tmp_path.iterdir()] == [True]
        subprocess.run([sys.executable, "-c", code, "0"], cwd=ROOT, env=settings, check=True)
        assert list(tmp_path.iterdir()) == []


def test_a_page_that_asks_again_and_again_holds_no_connection_that_an_ending_server_waits_for(server: int) -> None:
    for path, stays in (("/_stcore/health", False), ("/_stcore/host-config", False), ("/", True)):
        line = http.client.HTTPConnection("127.0.0.1", server, timeout=30)
        line.request("GET", path)
        answer = line.getresponse()
        assert answer.status == 200
        assert (answer.headers.get("Connection") != "close") == stays
        answer.read()
        assert (line.sock is not None) == stays
        line.close()


def test_a_server_told_to_end_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with served(tmp_path):
        assert [path.name.startswith(PRIVATE) for path in tmp_path.iterdir()] == [True]
    end = time.monotonic() + 300
    while any(tmp_path.iterdir()) and time.monotonic() < end:
        time.sleep(0.05)
    assert list(tmp_path.iterdir()) == []
