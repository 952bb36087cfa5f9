"""Walks the whole site by its links, as nobody, as a guest and as somebody registered: every page stands, and every
route is reached by a link from the first page, or it is listed here with its reason."""

from collections import deque
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from lxml import html

from quizapp.clock import Clock
from quizapp.db import db
from quizapp.library.service import import_bank
from tests.people import join, log_in
from tests.visitor import Visitor

NOT_LINKED = {
    "static": "files, not pages",
    "web.healthz": "for machines",
    "accounts.first_teacher": "a one-time link that the server prints",
}
SMALL_BANK = Path(__file__).parents[1] / "data" / "small_bank.jsonl"
MOST_PAGES = 600


def _links(page: html.HtmlElement, url: str) -> list[str]:
    found = []
    for href in page.xpath("//a[@href]/@href"):
        parts = urlsplit(urljoin(url, str(href)))
        if not parts.netloc and not parts.path.startswith("/static/"):
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found


def walk(app: Flask, visitor: Visitor) -> set[str]:
    """Open every page that links lead to, from the first one and from where the visitor is; check each.

    Gives the endpoints that were reached.
    """
    reached: set[str] = set()
    known = {"/", visitor.url}
    waiting = deque(known)
    adapter = app.url_map.bind("localhost")
    while waiting:
        link = waiting.popleft()
        page = visitor.get(link)
        _check(page, visitor)
        reached |= {adapter.match(urlsplit(url).path)[0] for url in (link, visitor.url)}
        found = set(_links(page, visitor.url)) - known
        known |= found
        waiting.extend(sorted(found))
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


def _practise(visitor: Visitor) -> None:
    visitor.get("/practice/")
    visitor.submit("/practice/quick")


def _hand_in(visitor: Visitor) -> None:
    visitor.get(urljoin(visitor.url, "finish"))
    visitor.submit(visitor.url)


@pytest.fixture
def reached_by_all(app: Flask, clock: Clock) -> set[str]:
    """The endpoints that at least one of three kinds of person reaches, with the small bank."""
    with app.app_context():
        import_bank(db.session, SMALL_BANK, clock())
        db.session.remove()
    join(app, "审校员")
    anonymous, guest, registered = Visitor(app), Visitor(app), Visitor(app)
    _practise(guest)
    log_in(registered, "审校员")
    _practise(registered)
    _hand_in(registered)
    return walk(app, anonymous) | walk(app, guest) | walk(app, registered)


def test_every_page_stands_and_a_link_leads_to_it(app: Flask, reached_by_all: set[str]) -> None:
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages - reached_by_all - set(NOT_LINKED) == set()
    assert set(NOT_LINKED) <= pages
    assert not set(NOT_LINKED) & reached_by_all
