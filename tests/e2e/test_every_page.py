"""What every page owes everybody: no barrier that axe-core can find, nothing wider than a phone, no weight to wait for."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.e2e import doing, journey
from tests.e2e.browsing import bytes_to_load
from tests.e2e.conftest import OpenTab
from tests.serving import Server

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
NO_PAGES = {"static", "web.healthz"}
MOST_BYTES = 150_000
NARROW = 320


def barriers(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands: rule, and where."""
    page.evaluate(AXE)  # through the debugger: the CSP lets no script in by the page itself
    found: dict[str, Any] = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{violation['id']}: {violation['help']} — {[node['html'][:200] for node in violation['nodes']]}"
        for violation in found["violations"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_no_page_puts_a_barrier_in_anybodys_way(
    open_tab: OpenTab, server: Server, app: Flask, screen: str, theme: str
) -> None:
    tab = open_tab(screen=screen, theme=theme)
    adapter = app.url_map.bind("localhost")
    found: list[str] = []
    seen: set[str] = set()
    for state in journey.pages(tab, server, f"无障碍-{screen}"):
        path = urlsplit(tab.page.url).path
        if path != "/no-such-page":
            seen.add(adapter.match(path, method="GET")[0])
        found += [f"{state} ({screen}, {theme}): {barrier}" for barrier in barriers(tab.page)]
    assert not found, "\n".join(found)
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    redirects = {"attempts.resume"}
    assert pages - seen - NO_PAGES - redirects == set()


def test_no_page_is_wider_than_a_narrow_phone(open_tab: OpenTab, server: Server) -> None:
    tab = open_tab(screen="phone")
    tab.page.set_viewport_size({"width": NARROW, "height": 640})
    wide = [
        f"{state}: {pixels} px"
        for state in journey.pages(tab, server, "窄屏")
        if (pixels := journey.overflow(tab.page)) > 0
    ]
    assert not wide, "\n".join(wide)


def test_no_page_is_heavy(open_tab: OpenTab, server: Server) -> None:
    tab = open_tab()
    heavy = {}
    paths = [
        "/",
        "/library/",
        "/library/small-01?answer=1",
        "/library/documents/d-speech",
        "/practice/",
        "/review/",
    ]
    paths += ["/review/?show=1", "/mistakes/", "/statistics/", "/me/", "/me/study", "/login", "/register"]
    for path in [*paths, "/shortcuts"]:
        weight = bytes_to_load(tab, path)
        if not 10_000 < weight <= MOST_BYTES:
            heavy[path] = weight
    assert heavy == {}


def test_a_question_in_practice_is_not_heavy(open_tab: OpenTab) -> None:
    tab = open_tab()
    page = tab.open("/practice/")
    doing.start_practice_by_keys(page)
    item = tab.path
    weights = [bytes_to_load(tab, item)]
    doing.practise_by_keys(page)
    weights += [bytes_to_load(tab, item), bytes_to_load(tab, item.removesuffix("/1") + "/summary")]
    assert max(weights) <= MOST_BYTES
