"""Take the pictures of README anew: the first page, who gains, what to do, as a person sees them on an office laptop.

python -m tests.tools.screenshots POPULATION [ADDRESS]
"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import ViewportSize

from tests.conftest import ROOT
from tests.tools.live import chromium, served, settle, still, visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

LAPTOP = ViewportSize(width=1366, height=768)
FOLDER = ROOT / "docs" / "images"
PATIENCE_MS = 600_000
COLOURS = 64  # of a palette: text and bars stay sharp, and a picture takes a third of the room
# Of each picture its address, and what must stand on the page before it is taken.
PICTURES = {
    "what-happens": ("what?preset=t2&monthly_cap_gb=5", ".st-key-curve_best"),
    "who-gains": ("who?preset=t2&monthly_cap_gb=5", ".st-key-bands .js-plotly-plot"),
    "what-to-do": ("rules?preset=t2", ".st-key-load_pick0"),
}


def take(page: Page, url: str, name: str) -> Path:
    """Take one picture and return its file."""
    address, whole = PICTURES[name]
    visit(page, f"{url}/{address}")
    page.wait_for_selector(whole, timeout=PATIENCE_MS)
    if name == "what-happens":
        # With the draws there, the verdict says how often profit rises.
        page.wait_for_function("!document.querySelector('[role=progressbar]')", timeout=PATIENCE_MS)
        page.wait_for_selector(whole, timeout=PATIENCE_MS)
    settle(page)
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')", timeout=PATIENCE_MS)
    still(page)
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file)
    with Image.open(file) as picture:
        small = picture.convert("RGB").quantize(COLOURS)
    small.save(file, optimize=True)
    return file


def main(population: Path, address: str | None) -> None:
    """Take all pictures of a base, from a server of its own or from one that runs at `address`."""
    with nullcontext(address) if address else served(population.parent) as url, chromium() as browser:
        page = browser.new_context(viewport=LAPTOP).new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.add_init_script("localStorage.setItem('transfer-impact-guide-read', 'base levers interval')")
        for name in PICTURES:
            take(page, str(url), name)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2] if len(sys.argv) > 2 else None)
