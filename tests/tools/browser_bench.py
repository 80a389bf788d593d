"""Measure the dashboard as a person feels it, in a real browser, and print the tables of docs/speed.md.

python -m tests.tools.browser_bench [SUBSCRIBERS ...]
"""

from __future__ import annotations

import math
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.kept_files import FOLDER
from analysis.world.prepare import prepare
from data.synthetic.generator import synthesise
from tests.tools.crowd import Person, paced, together
from tests.tools.live import DESKTOP, chromium, served, settle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Page

MOVES, SESSIONS, USERS, USER_MOVES = 19, 3, 10, 8
SLIDER = "Step, GB"
HALF_GB, LARGEST_GB = 0.5, 10.0
NUMBERS, CURVE_WAYS = "[data-testid=stMetricDelta]", ".st-key-curve_ways"  # the ways stand below a curve that is whole
PATIENCE_MS = 180_000
LEFT_OVER_S = 20.0  # for the draws of the page that waited for weights: closed, it may come back, so they go on
# Notes, in the page itself and on its own clock: the key let go, the question leaving, the last answer, what is painted.
WATCH = """
window.marks = {}
const send = WebSocket.prototype.send
WebSocket.prototype.send = function (data) {
  if (!this.watched) {
    this.watched = true
    this.addEventListener('message', () => { if (!marks.numbers) marks.heard = performance.now() })
  }
  marks.sent ||= performance.now()
  return send.call(this, data)
}
addEventListener('keydown', () => { window.marks = {released: performance.now()} }, true)
new MutationObserver(changes => {
  for (const {target} of changes) {
    const part = target.nodeType === 1 ? target : target.parentElement
    if (part?.closest('[data-testid=stMetric]')) requestAnimationFrame(() => { marks.numbers ||= performance.now() })
    else if (part?.closest('.st-key-curve .js-plotly-plot')) requestAnimationFrame(() => { marks.curve = performance.now() })
    else if (part?.closest('.js-plotly-plot')) requestAnimationFrame(() => { marks.chart = performance.now() })
  }
}).observe(document, {subtree: true, childList: true, characterData: true})
"""
STANDING = "marks.heard && performance.now() - Math.max(marks.heard, marks.chart ?? 0, marks.curve ?? 0) > 400"
REST_S = 9.0  # one looks at a page before moving anything on it
Marks = dict[str, float]


def at(times: Sequence[float], share: float) -> float:
    """Return the time below which a share of the times lies (nearest rank)."""
    return sorted(times)[max(0, math.ceil(share * len(times)) - 1)]


def press(page: Page) -> None:
    """Move the slider by one step, as a hand that lets go of it."""
    page.get_by_role("slider", name=SLIDER).press("ArrowLeft")


def marks_of(page: Page) -> Marks:
    """Return when what happened after the last press, in ms since it, once charts and the curve stand still and are whole.

    Headlines that say the same as before are not painted: such a move has no `numbers`.
    """
    page.wait_for_function(STANDING)
    settle(page)
    page.wait_for_selector(CURVE_WAYS)
    page.wait_for_function(STANDING)
    marks: Marks = page.evaluate("marks")
    return {name: moment - marks["released"] for name, moment in marks.items()}


def opened(browser: Browser, url: str) -> Page:
    """Open the first page in a session of its own and wait for its numbers and charts."""
    page = browser.new_context(viewport=DESKTOP).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.add_init_script(WATCH)
    page.goto(url)
    page.wait_for_selector(NUMBERS)
    page.wait_for_selector(".js-plotly-plot")
    settle(page)
    return page


def seconds_to_first_page(browser: Browser, folder: Path) -> float:
    """Return seconds from starting the server to the headline numbers in a fresh browser session."""
    start = time.perf_counter()
    with served(folder) as url:
        page = browser.new_context(viewport=DESKTOP).new_page()
        page.goto(url)
        page.wait_for_selector(NUMBERS, timeout=PATIENCE_MS)
        taken = time.perf_counter() - start
        page.context.close()
    return taken


def starts(browser: Browser, base: Path, scratch: Path) -> list[float]:
    """Return seconds to the first page: base built, nothing prepared, and nothing compiled either."""
    prepare(base)
    built = seconds_to_first_page(browser, base.parent)
    shutil.rmtree(base / FOLDER)
    unprepared = seconds_to_first_page(browser, base.parent)
    shutil.rmtree(base / FOLDER)
    os.environ["NUMBA_CACHE_DIR"] = str(scratch / "compiled")
    try:
        return [built, unprepared, seconds_to_first_page(browser, base.parent)]
    finally:
        del os.environ["NUMBA_CACHE_DIR"]


def engine_ms(base: Path) -> float:
    """Return the median time of one answer, in ms, asked with nothing else running."""
    world = prepare(base)
    assumptions = assumptions_for(world, {})

    def asked(step: float) -> float:
        start = time.perf_counter()
        simulate(world, make_rules({"step_gb": step}), assumptions, cuts=False)
        return 1000 * (time.perf_counter() - start)

    asked(1.0)
    return at([asked(LARGEST_GB + run) for run in range(7)], 0.5)


def moves(browser: Browser, url: str) -> list[list[Marks]]:
    """Return the marks of each move of each session: one person alone on the server, with rules that nobody asked before.

    The first move of a session is the first of its lever, so a new curve is made.
    """
    found = []
    for nth in range(SESSIONS):
        page = opened(browser, f"{url}/?step_gb={LARGEST_GB:g}&min_tenure_months={nth + 1}")
        page.wait_for_timeout(1000 * REST_S)
        session = []
        for _ in range(MOVES):
            press(page)
            session.append(marks_of(page))
        found.append(session)
        page.context.close()
    return found


def levers_weighed(browser: Browser, url: str, base: Path) -> None:
    """Wait until the base's own order of levers is known: a session that begins later shows it, and nothing runs beside it."""
    page = opened(browser, url)
    patience = time.monotonic() + PATIENCE_MS / 1000
    while not list((base / FOLDER).glob("weights-*.json")):
        if time.monotonic() > patience:
            raise TimeoutError("the levers were not weighed")
        page.wait_for_timeout(500)
    page.context.close()


def crowd(url: str) -> tuple[list[float], list[float]]:
    """Return release to numbers, in ms, of ten people with rules of their own: each at its own pace, then all in one moment."""
    people = [Person(url, SLIDER, step_gb=LARGEST_GB, min_tenure_months=nth + 1) for nth in range(USERS)]
    own = together(people, paced(LARGEST_GB - HALF_GB, HALF_GB, USER_MOVES))
    same = together(people, lambda person, _: [person.move(LARGEST_GB - HALF_GB * (USER_MOVES + 1))])
    for person in people:
        person.close()
    return [1000 * taken for taken in own], [1000 * taken for taken in same]


def measure(browser: Browser, subscribers: int, scratch: Path) -> None:
    """Print the figures of one size of population."""
    base = scratch / str(subscribers) / "default"
    synthesise(base, subscribers)
    begun = starts(browser, base, scratch)
    engine = engine_ms(base)
    with served(base.parent) as url:
        levers_weighed(browser, url, base)
        time.sleep(LEFT_OVER_S)
        sessions = moves(browser, url)
        own, same = crowd(url)
    alone = [move for session in sessions for move in session]
    told = [move for move in alone if "numbers" in move]
    numbers, chart = [m["numbers"] for m in told], [m["chart"] for m in alone if "chart" in m]
    curves = [session[0]["curve"] for session in sessions]
    server = at([m["heard"] - m["sent"] for m in told], 0.5)
    waiting = at([m["numbers"] - m["heard"] + m["sent"] for m in told], 0.5)
    cells = [f"{subscribers:,}", *(f"{at(times, share):,.0f}" for times in (numbers, chart) for share in (0.5, 0.95))]
    cells.append(f"{max(curves):,.0f}")
    cells += [
        f"{engine:,.0f}",
        f"{max(0.0, server - engine):,.0f}",
        f"{waiting:,.0f}",
        f"{at(own, 0.95):,.0f}",
        f"{at(same, 0.95):,.0f}",
    ]
    cells += [f"{taken:.1f}" for taken in begun]
    print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    header = ["subscribers", "numbers p50, ms", "p95", "last chart p50, ms", "p95", "slowest new curve"]
    header += ["engine, ms", "rest of the server", "browser"]
    header += ["ten people p95, ms", "all in one moment", "start, s", "nothing prepared", "nothing compiled"]
    print(f"Load average at the start: {os.getloadavg()[0]:.1f}")
    print("| " + " | ".join(header) + " |\n|" + " --- |" * len(header))
    with tempfile.TemporaryDirectory() as folder, chromium() as started:
        for size in [int(word) for word in sys.argv[1:]] or [100_000]:
            measure(started, size, Path(folder))
