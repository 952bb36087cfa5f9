"""Every page of the site, in the states that matter, one after the other: for checks that all of them must pass."""

import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e import doing
from tests.e2e.browsing import Tab
from tests.serving import Server

QUESTIONS = {
    "single_choice": "small-01",
    "true_false": "small-05",
    "cloze": "small-07",
    "flashcard": "small-10",
}
"""One question of the small bank for each type."""


def pages(tab: Tab, server: Server, name: str) -> Iterator[str]:
    """Go from page to page; at each yield the page of the tab is in the state that the text names.

    Begins as nobody, goes on as a guest, and ends as somebody registered under `name`.
    """
    page = tab.page
    tab.watch.expected += ["404", "400"]  # the browser notes the status of error pages in its console
    yield from _as_nobody(tab, server)
    yield from _practising(tab)
    yield from _reviewing(tab)
    doing.register(page, tab.base, name)
    yield "just registered"
    for path in ("/", "/statistics/?days=30", "/mistakes/", "/practice/", "/me/", "/me/delete"):
        page.goto(tab.base + path)
        yield f"{path} of somebody registered"


def _as_nobody(tab: Tab, server: Server) -> Iterator[str]:
    page = tab.page
    paths = ["/", "/library/", "/library/?q=劳动", "/library/?q=没有这样的题", "/practice/", "/review/"]
    paths += ["/mistakes/", "/statistics/", "/me/", "/me/study", "/login", "/register", "/shortcuts"]
    for question_id in QUESTIONS.values():
        paths += [f"/library/{question_id}", f"/library/{question_id}?answer=1"]
    paths += ["/library/documents/d-speech?mark=small-05", "/no-such-page", first_teacher_path(server)]
    for path in paths:
        page.goto(tab.base + path)
        yield path
    page.goto(f"{tab.base}/login")
    page.locator("main button[type=submit]").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    yield "a form with errors"


def _practising(tab: Tab) -> Iterator[str]:
    """Each type of question that can be practised: open, answered, refused; then handing in, and the summary."""
    page = tab.page
    for kind in ("single_choice", "true_false", "cloze"):
        page.goto(f"{tab.base}/practice/?type={kind}")
        doing.start_chosen(page)
        yield f"a {kind} to answer"
        doing.answer_by_keys(page)
        yield f"a {kind} with its result"
    page.goto(tab.base + tab.path.removesuffix("/1") + "/finish")
    yield "handing in"
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/summary")
    yield "the summary"
    page.goto(tab.base + tab.path.removesuffix("/summary") + "/1")
    yield "an answered question looked at again"


def _reviewing(tab: Tab) -> Iterator[str]:
    page = tab.page
    doing.set_new_cards(page, tab.base, 1)
    yield "settings that were saved"
    page.goto(f"{tab.base}/review/")
    for _ in range(20):
        if page.locator("#finished").count():
            break
        yield "the front of a card"
        doing.show_by_key(page)
        yield "the back of a card"
        doing.grade_by_key(page, "4")
    yield "the end of a review"
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_be_visible()
    yield "the shortcuts in a dialog"
    page.keyboard.press("Escape")


def first_teacher_path(server: Server) -> str:
    """The one-time link that the server printed."""
    printed = (Path(server.data_dir) / "out").read_text("utf-8")
    found = re.search(r"/first-teacher/\S+", printed)
    assert found, printed
    return found[0]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
