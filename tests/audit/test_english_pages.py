"""Who chose English sees English: all but the words of the bank, which are marked as Chinese, and the brand."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from lxml import html
from werkzeug.test import TestResponse

from quizapp.clock import Clock
from quizapp.db import db
from quizapp.library import catalogue
from quizapp.library.service import import_bank
from tests.audit.test_pages import walk
from tests.people import PASSWORD, join, log_in, post
from tests.visitor import Visitor

SMALL_BANK = Path(__file__).parents[1] / "data" / "small_bank.jsonl"
HAN = re.compile("[\u3400-\u9fff]")
BRAND = "知新"


class EnglishReader(Visitor):
    """Somebody who chose English, and checks that every page is in it. `words` are the bank's own."""

    def __init__(self, app: Flask, words: set[str]) -> None:
        super().__init__(app)
        self.words = sorted(words, key=len, reverse=True)
        self.pages = 0
        self.client.set_cookie("language", "en")

    def _arrive(self, response: TestResponse, status: int) -> html.HtmlElement:
        page = super()._arrive(response, status)
        self.pages += 1
        assert page.get("lang") == "en", self.url
        chinese = [text for text in self._shown(page) if HAN.search(text.replace(BRAND, ""))]
        assert chinese == [], f"{self.url} shows Chinese: {chinese}"
        self._check_title(page)
        return page

    def _shown(self, element: html.HtmlElement) -> Iterator[str]:
        """Text and spoken attributes in the language of the page."""
        if not isinstance(element.tag, str) or element.get("lang") == "zh-Hans":
            return
        for name, value in element.attrib.items():
            if name not in {"action", "href", "value"}:
                yield self._without_words(str(value))
        if element.tag == "title":
            return
        yield element.text or ""
        for child in element:
            yield from self._shown(child)
            yield child.tail or ""

    def _without_words(self, value: str) -> str:
        """An attribute cannot say that a part of it is Chinese: topics may stand in a label."""
        for word in self.words:
            value = value.replace(word, "")
        return value

    def _check_title(self, page: html.HtmlElement) -> None:
        """A title is English, or it names what the page is about, which is Chinese."""
        title = page.xpath("string(//title)").removesuffix(f" · {BRAND}")
        named = "".join(text for part in page.xpath("//*[@lang='zh-Hans']") for text in part.itertext())
        for piece in re.split("[＿（）　…]+", title):  # blanks are drawn otherwise in a title
            assert not HAN.search(piece) or piece in named, f"{self.url}: {title}"


def _practise(reader: EnglishReader) -> None:
    """Try to submit nothing, then answer all questions as they come; look, hand in."""
    reader.get("/practice/")
    reader.submit("/practice/quick")
    while True:
        here = reader.url
        form = next(form for form in reader.page.forms if form.get("id") == "answer")
        post(reader, here, status=400, version_id=form.fields["version_id"])
        name = next(name for name in ("choice", "rating", "blank") if name in form.fields)
        blanks = len(form.xpath(".//input[@name='blank']"))
        value = {"choice": form.xpath("string(.//input[@name='choice']/@value)"), "rating": "1"}.get(
            name, ["答案"] * blanks
        )
        post(reader, here, **{name: value, "version_id": form.fields["version_id"]})
        reader.get(here)
        attempt, _, number = here.rpartition("/")
        if not reader.page.xpath(f"//a[@href='{attempt}/{int(number) + 1}']"):
            break
        reader.get(f"{attempt}/{int(number) + 1}")
    reader.submit(f"{here}/flag")
    reader.get(f"{attempt}/finish")
    if reader.url.endswith("/finish"):
        reader.submit(reader.url)


@pytest.fixture
def reader(app: Flask, clock: Clock) -> EnglishReader:
    with app.app_context():
        import_bank(db.session, SMALL_BANK, clock())
        topics = {topic.topic for topic in catalogue.topics(db.session)}
        db.session.remove()
    return EnglishReader(app, topics)


def test_a_newcomer_who_reads_english_sees_english(app: Flask, reader: EnglishReader) -> None:
    walk(app, reader)
    assert reader.pages > 20


def test_who_practises_and_reviews_in_english_sees_english(app: Flask, reader: EnglishReader) -> None:
    _practise(reader)
    for rating in ("1", "2", "3", "4"):
        reader.get("/review/?show=1")
        reader.submit("/review/grade", button=f"rating={rating}")
    reader.submit("/review/undo")
    for page in ("/", "/mistakes/", "/statistics/", "/statistics/?days=30", "/me/", "/me/delete"):
        reader.get(page)
    walk(app, reader)


def test_who_has_an_account_in_english_sees_english(app: Flask, reader: EnglishReader) -> None:
    join(app, "Reader")
    log_in(reader, "Reader", "wrong password", status=400)
    log_in(reader, "Reader")
    for form, fields in {
        "/me/name": {"name": "!"},
        "/me/time-zone": {"time_zone": "Mars/Base"},
        "/me/password": {"old": "no", "new": "12345678", "again": "1"},
        "/me/delete": {"password": "no"},
        "/me/study": {"daily_goal": "many", "new_per_day": "-1", "retention_percent": ""},
        "/practice/": {"count": "other", "other": "0"},
    }.items():
        reader.get("/me/delete" if form == "/me/delete" else form if form == "/practice/" else "/me/")
        post(reader, form, status=400, **fields)
    reader.get("/me/")
    reader.submit("/me/name", name="Reader2")
    reader.submit("/me/time-zone", time_zone="Europe/Berlin")
    reader.submit("/me/password", old=PASSWORD, new="a very long phrase", again="a very long phrase")
    reader.submit("/logout")
    reader.get("/register")
    reader.submit("/register", name="", password="", again="", status=400)


def test_refusals_are_in_english(reader: EnglishReader) -> None:
    for url in (
        "/nothing/here",
        "/library/?topic=none",
        "/library/?type=none",
        "/library/?page=99",
        "/library/?page=zero",
        "/library/none",
        "/library/documents/none",
        "/practice/1/1",
        "/first-teacher/none",
    ):
        reader.get(url, status=404)
    reader._arrive(reader.client.post("/login", data={"name": "without token"}), 400)
    reader._arrive(reader.client.put("/login"), 405)
    reader.get("/library/?q=none")
