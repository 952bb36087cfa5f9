"""Walks the whole site by its links, as nobody, as a guest and as somebody registered: every page stands, and every
route is reached by a link from the first page, or it is listed here with its reason."""

from collections import deque
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from lxml import html

from tests.visitor import Visitor

NOT_LINKED = {
    "static": "files, not pages",
    "web.healthz": "for machines",
    "accounts.first_teacher": "a one-time link that the server prints",
}
MOST_PAGES = 600


def _links(page: html.HtmlElement, url: str) -> list[str]:
    found = []
    for href in page.xpath("//a[@href]/@href"):
        parts = urlsplit(urljoin(url, str(href)))
        if not parts.netloc and not parts.path.startswith("/static/"):
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found


def walk(app: Flask, visitor: Visitor) -> set[str]:
    """Open every page that links lead to from the first one; check each; the endpoints that were reached."""
    reached: set[str] = set()
    waiting = deque(["/"])
    known = {"/"}
    adapter = app.url_map.bind("localhost")
    while waiting:
        page = visitor.get(waiting.popleft())
        _check(page, visitor)
        reached.add(adapter.match(urlsplit(visitor.url).path)[0])
        for link in _links(page, visitor.url):
            if link not in known:
                known.add(link)
                waiting.append(link)
        assert len(known) < MOST_PAGES, "the links do not end"
    return reached


def _check(page: html.HtmlElement, visitor: Visitor) -> None:
    """What every page owes its reader, besides what the visitor checks on arrival."""
    assert len(page.xpath("//main")) == 1, visitor.url
    assert len(page.xpath("//main//h1")) == 1, visitor.url
    assert page.xpath("//a[@href='#main']"), f"{visitor.url} has no skip link"
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)), f"{visitor.url} uses an id twice"
    assert visitor.response.headers["X-Content-Type-Options"] == "nosniff"
    assert visitor.response.headers["Cache-Control"] == "no-store", visitor.url


def _begin_practice(visitor: Visitor) -> None:
    visitor.get("/practice/")
    visitor.submit("/practice/")


def _register(visitor: Visitor) -> None:
    visitor.get("/register")
    visitor.submit(
        "/register", name="审校员", password="correct horse battery", confirm="correct horse battery"
    )


@pytest.fixture
def reached_by_all(app: Flask, small_bank: Path) -> set[str]:
    """The endpoints that at least one of three kinds of person reaches."""
    anonymous, guest, registered = Visitor(app), Visitor(app), Visitor(app)
    _begin_practice(guest)
    _register(registered)
    _begin_practice(registered)
    return walk(app, anonymous) | walk(app, guest) | walk(app, registered)


def test_every_page_stands_and_a_link_leads_to_it(app: Flask, reached_by_all: set[str]) -> None:
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages - reached_by_all - set(NOT_LINKED) == set()
    assert set(NOT_LINKED) <= pages
    assert not set(NOT_LINKED) & reached_by_all
