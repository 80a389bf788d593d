"""Malformed links: read without an error, every complaint a sentence in each language; some through the page itself."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import parameters_of
from analysis.settings.rules import Rules
from dashboard.pages import VIEWS
from dashboard.state.address import decode, differences
from data.synthetic.generator import synthesise
from tests.conftest import ROOT
from tests.dashboard.conftest import unfolded
from tests.soak.part import Came, dice
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from pathlib import Path

FRAME = ("lang", "base", "private", "preset", "culture", "fp", "v", "horizon_months")
JUNK = (
    "", " ", "none", "nan", "inf", "-inf", "1e400", "-1e400", "1e-400", "0x10", "-0", "--5", "1,5", "١٢", "½", "true", "[]", "{}",
    "\x00", "\ud800", "\u202e", "\u200b", "../../etc/passwd", "default/../default", "'; drop table usage; --", "{ $name }",
    "{{7*7}}", "%s%n", "<script>", "![a](http://e.example)", "$x^2$", "=cmd()", "😀" * 50, "a" * 2600, "a" * 70_000, "9" * 400,
    ",".join("abc"), "zz", "en", "korea", "china", "default",
)  # fmt: skip
IN_A_PAGE = 20  # one link in so many is opened as a page
MOST_SENT, LONGEST_SENT = 40, 3000


class Links:
    """Queries of known and unknown names with junk for values."""

    name, planned, share = "links", 300, 0.15

    @contextmanager
    def stage(self, folder: Path, seed: int) -> Iterator[Callable[[int], Came]]:
        """Make the base that the pages answer from."""
        synthesise(folder / "default", subscribers=400, seed=seed)
        before = os.environ.get("TRANSFER_IMPACT_POPULATIONS")
        os.environ["TRANSFER_IMPACT_POPULATIONS"] = str(folder)
        try:
            yield lambda number: _case(dice(seed, self.name, number), in_a_page=number % IN_A_PAGE == 0)
        finally:
            if before is None:
                del os.environ["TRANSFER_IMPACT_POPULATIONS"]
            else:
                os.environ["TRANSFER_IMPACT_POPULATIONS"] = before


def query_of(draw: random.Random) -> dict[str, list[str]]:
    """Draw a malformed query."""
    names = [*FRAME, *parameters_of(Rules), *parameters_of(Assumptions), *JUNK]
    picked = draw.sample(names, draw.choice((1, 2, 5, len(names))))
    return {name: [draw.choice(JUNK) for _ in range(draw.choice((1, 1, 2, 40)))] for name in picked}


def sendable(text: str) -> str:
    """Return a text as an address can carry it: not too much of it, and of half a character a question mark."""
    return text.encode(errors="replace").decode()[:LONGEST_SENT]


def _case(draw: random.Random, *, in_a_page: bool) -> Came:
    query = query_of(draw)
    shown = str({name: [text[:40] for text in texts[:3]] for name, texts in list(query.items())[:5]})
    try:
        link = decode(query)
        told = [*link.problems, *differences(link, "f" * 64)]
        for language in LANGUAGES:
            for problem in told:
                wording(language).problem(problem.key, problem.facts)
        if in_a_page:
            return _opened(query, draw.choice(VIEWS).path, shown)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        return Came("broke", f"{type(error).__name__}: {str(error)[:200]} for {shown}")
    return Came("told" if told else "taken")


def _opened(query: dict[str, list[str]], path: str, shown: str) -> Came:
    page = unfolded(AppTest.from_file(str(ROOT / "app.py"), default_timeout=300))
    page._page_hash = calc_hash(path)
    # A server reads no address beyond half a megabyte, so a link that is opened is of fewer and shorter texts.
    few = list(query.items())[:MOST_SENT]
    page.query_params.update({sendable(name): [sendable(text) for text in texts[:2]] for name, texts in few})
    page.run()
    foreseen = {wording(language)("frame-unforeseen", file="").split(".")[0].split("。")[0] for language in LANGUAGES}
    unforeseen = [error.value for error in page.error if any(error.value.startswith(start) for start in foreseen)]
    wrong = [*(error.message for error in page.exception), *unforeseen]
    return Came("opened", f"/{path}: {wrong[0][:200]} for {shown}" if wrong else "")
