"""Find, or get, the browser of the browser tests; run as a script it fails with one line when there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# No background traffic: on a machine without a network it would only fill the log with refusals.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def installed() -> str | None:
    """Return the path of an installed Chrome or Chromium; TRANSFER_IMPACT_BROWSER goes first."""
    named = os.environ.get("TRANSFER_IMPACT_BROWSER")
    found = [named, *(shutil.which(name) for name in NAMES), str(MAC) if MAC.exists() else None]
    return next((path for path in found if path), None) or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _get() -> None:
    """Install the distribution's package where we may, else try Playwright's own download."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", *command], check=False, capture_output=True)
    if installed() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    if installed() is None:
        _get()
    if installed() is None:
        sys.exit(
            "No Chrome or Chromium for the browser tests: install the package 'chromium' or Google Chrome, then run this again."
        )
    print(f"Browser for the tests: {installed()}")
