"""A base whose names are links, pictures and formulas, in a real Chromium: they stand there as letters and do nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

import duckdb
import pytest

from analysis.scenarios.scenarios import scenario_of
from analysis.settings.assumptions import make_assumptions
from analysis.settings.rules import make_rules
from analysis.world.prepare import prepare
from dashboard.pages import VIEWS
from data.scenarios.scenario_store import Scenarios
from data.synthetic.generator import synthesise
from tests.tools.live import WAIT_MS, long_unless, served, settle, visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Request

pytestmark = pytest.mark.browser
PICTURE = "![i](http://evil.example/p.png)"
REGIONS = (
    "www.evil.example/login",
    "[x](http://evil.example/1)",
    "<a href='http://evil.example/2'>y</a><img src='http://evil.example/q.png'>",
    "me@evil.example",
    "$x^2$ :red[y] :material/home: :smile: ~~s~~ `c` **b** _i_",
    "http://evil.example/3 <http://evil.example/4> &lt;b>",
    "![i](http://evil.example/r.png)",
    '=HYPERLINK("http://evil.example") | 1. | # h',
)
NAME = f"{PICTURE} www.evil.example/n $y$ :blue[n]"
# What of the page is ours and links elsewhere: the sources of presets and measures.
FOREIGN = (
    "[...document.querySelectorAll('a, img, image, iframe, object, embed, link, script')]"
    ".map(node => node.href?.baseVal ?? node.href ?? node.src ?? node.getAttribute('xlink:href') ?? '')"
    ".filter(address => address.startsWith('mailto:') || new URL(address, document.baseURI).hostname.includes('evil'))"
)
OPEN_ALL = "document.querySelectorAll('[data-testid=stExpander] details:not([open]) > summary').forEach(box => box.click())"
SHOWN = "text => document.body.innerText.replaceAll('\\u2060', '').includes(text)"
ACTING = "[...document.querySelectorAll('.katex, .stMarkdownColoredText, del')].map(n => n.outerHTML)"


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a base in a folder of a nasty name, with nasty names in it, and a saved scenario of such a name."""
    folder = tmp_path_factory.mktemp("nasty")
    base = folder / "www.evil.example"
    synthesise(base, subscribers=2000, seed=7)
    with duckdb.connect() as connection:
        listed = json.dumps(list(REGIONS))
        for table, changed in (
            ("plans", "plan_id || $plan as plan_id, name || $plan as name"),
            ("subscribers", "plan_id || $plan as plan_id, ($regions::json->>(hash(subscriber_id) % 8)::int) as region"),
        ):
            file = base / f"{table}.parquet"
            query = f"create table {table} as select * replace ({changed}) from read_parquet('{file}')"
            values = {"plan": PICTURE} | ({"regions": listed} if table == "subscribers" else {})
            connection.execute(query, values)
            connection.execute(f"copy {table} to '{file}' (format parquet)")
    manifest = json.loads((base / "manifest.json").read_text())
    manifest |= {"name": NAME, "source": NAME, "fingerprint": ""}
    (base / "manifest.json").write_text(json.dumps(manifest))
    world = prepare(base)
    scenario = scenario_of(NAME[:60], world, make_rules({}), make_assumptions({}), preset=None, culture=None, horizon=24)
    Scenarios(folder / "scenarios.sqlite").save(replace(scenario, base=NAME))
    return folder


@pytest.fixture(scope="module")
def open_nasty(nasty: Path, browser: Browser) -> Iterator[tuple[Page, str, list[str]]]:
    """Give a page that would load what text told it to, the address of the nasty base, and where requests went."""
    asked: list[str] = []

    def heard(request: Request) -> None:
        if urlsplit(request.url).scheme in ("http", "https", "ws", "wss"):
            asked.append(urlsplit(request.url).hostname or "")

    # The server's own policy would stop such requests too; here the text alone must not cause any.
    context = browser.new_context(viewport={"width": 1400, "height": 1400}, bypass_csp=True)
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    page.on("request", heard)
    with served(nasty) as url:
        yield page, url, asked
    context.close()


def inert(page: Page, asked: list[str]) -> None:
    settle(page)
    page.evaluate(OPEN_ALL)
    settle(page)
    assert page.evaluate(FOREIGN) == []
    acting = page.evaluate(ACTING)
    assert acting == [] or page.url.partition("?")[0].endswith("/method"), "formulas stand on the page of equations alone"
    assert not any("evil" in found for found in acting)
    assert set(asked) == {"127.0.0.1"}


@pytest.mark.parametrize("path", [long_unless(view.path, ("what", "pilot")) for view in VIEWS])
def test_no_name_in_a_base_or_a_link_acts_on_any_page(open_nasty: tuple[Page, str, list[str]], path: str) -> None:
    page, url, asked = open_nasty
    link = urlencode({
        "preset": "www.evil.example/login", "culture": PICTURE, "base": "http://evil.example/b", "giver_plans": "me@evil.example",
        PICTURE: "1", "monthly_cap_gb": "[x](http://evil.example)",
    })  # fmt: skip
    visit(page, f"{url}/{path}?{link}")
    inert(page, asked)
    text = page.locator("body").inner_text().replace("\u2060", "")
    assert "www.evil.example/login" in text
    assert PICTURE in text
    if path == "who":
        for name in ("plan", "region"):
            page.get_by_role("combobox", name="Groups").fill(name)
            page.keyboard.press("Enter")
            inert(page, asked)
        for region in REGIONS:
            page.wait_for_function(SHOWN, arg=" ".join(region.split()))
    if path == "rules":
        page.get_by_role("tab", name="Saved scenarios").click()
        inert(page, asked)
        assert NAME[:60] in page.locator("body").inner_text().replace("\u2060", "")


@pytest.mark.long
def test_a_rule_set_to_a_nasty_plan_is_listed_and_does_nothing(open_nasty: tuple[Page, str, list[str]]) -> None:
    page, url, asked = open_nasty
    visit(page, f"{url}/?giver_plans={quote('talk' + PICTURE)}")
    inert(page, asked)
    assert f"→ Talk{PICTURE}" in page.locator("body").inner_text().replace("\u2060", "")


@pytest.mark.long
def test_the_policy_of_the_server_breaks_nothing_of_ours(nasty: Path, browser: Browser) -> None:
    context = browser.new_context()
    context.set_default_timeout(WAIT_MS)
    page, refused = context.new_page(), []
    page.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
    with served(nasty) as url:
        for view in (VIEWS[0], VIEWS[-1]):  # every chart of ours and every formula
            visit(page, f"{url}/{view.path}")
        page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://evil.example/p.png'}))")
        page.wait_for_timeout(500)
    context.close()
    assert [text for text in refused if "evil.example" not in text] == []
    assert any("evil.example" in text for text in refused)
