"""The statistics page, as a learner sees it."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, select

from quizapp.accounts.models import User
from quizapp.answers import service as answers
from quizapp.answers.models import Where
from quizapp.db import db, transaction
from quizapp.library.models import BankQuestion
from tests.conftest import SettableClock
from tests.visitor import Visitor


@pytest.fixture
def learner(app: Flask, visitor: Visitor, small_bank: Path) -> Visitor:
    """Somebody registered who has not answered anything."""
    visitor.get("/register?next=/statistics/")
    visitor.submit("/register", name="小满", password="correct horse", again="correct horse")
    return visitor


def _recall(app: Flask, clock: SettableClock, number: int, rating: int, taken_ms: int = 60_000) -> None:
    """The only user recalls the question in that place of the bank."""
    with app.app_context(), transaction(db.session):
        version_ids = db.session.scalars(
            select(BankQuestion.version_id).order_by(BankQuestion.position)
        ).all()
        version_id = version_ids[number]
        assert version_id is not None
        answers.record(
            db.session,
            user=db.session.scalars(select(User)).one(),
            version_id=version_id,
            response=None,
            rating=rating,
            where=Where.STUDY,
            client_id=f"{clock.at.timestamp()}-{number}",
            taken_ms=taken_ms,
            now=clock(),
        )


def _figures(visitor: Visitor) -> dict[str, str]:
    """The tiles: what stands under each name."""
    return {
        " ".join(tile.xpath("string(.//dt)").split()): " ".join(tile.xpath("string(.//dd)").split())
        for tile in visitor.page.cssselect(".tile")
    }


def _day_rows(visitor: Visitor) -> list[list[str]]:
    table = visitor.page.cssselect("section:has(#by-day) table")[0]
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table.cssselect("tbody tr")]


def test_who_has_done_nothing_is_shown_the_way_to_the_first_question(learner: Visitor, app: Flask) -> None:
    for visitor in (learner, Visitor(app)):
        visitor.get("/statistics/")
        assert "还没有数据" in visitor.text()
        assert visitor.page.xpath("//main//a[@href='/practice/']")


def test_the_page_tells_what_was_answered(learner: Visitor, app: Flask, clock: SettableClock) -> None:
    _recall(app, clock, 0, 3)
    clock.advance(days=1)
    _recall(app, clock, 0, 1, taken_ms=30_000)
    _recall(app, clock, 3, 4, taken_ms=60 * 60_000)
    learner.get("/statistics/")
    assert _figures(learner) == {
        "答题": "3",
        "答对": "67%",
        "用时": "1 小时 1 分",
        "学习天数": "2 天",
        "连续学习": "2 天",
    }
    rows = _day_rows(learner)
    assert len(rows) == 14
    assert rows[0] == ["2026年3月3日", "2", "1", "1", "60"]
    assert rows[1] == ["2026年3月2日", "1", "1", "0", "1"]
    assert rows[2][1:] == ["0", "0", "0", "0"]


def test_topics_and_types_say_how_much_was_seen_and_how_much_was_right(
    learner: Visitor, app: Flask, clock: SettableClock
) -> None:
    _recall(app, clock, 0, 3)
    clock.advance(minutes=1)
    _recall(app, clock, 0, 1)
    with app.app_context():
        first = db.session.scalars(select(BankQuestion).order_by(BankQuestion.position)).first()
        assert first is not None
        siblings = db.session.query(BankQuestion).filter_by(topic=first.topic).count()
        topic = first.topic
    learner.get("/statistics/")
    rows = [" ".join(row.text_content().split()) for row in learner.page.cssselect(".rows li")]
    assert len(rows) == 2  # one topic, one type: what was not touched is left out
    assert topic in rows[0]
    assert f"见过 1 / {siblings} 题" in rows[0]
    assert "答 2 次" in rows[0]
    assert "50%" in rows[0]
    assert "单选题" in rows[1]


def test_a_retired_question_that_was_answered_stays_in_the_count(
    learner: Visitor, app: Flask, clock: SettableClock
) -> None:
    _recall(app, clock, 0, 3)
    with app.app_context(), transaction(db.session):
        for question in db.session.scalars(select(BankQuestion)):
            question.retired_at = clock()
    learner.get("/statistics/")
    rows = [" ".join(row.text_content().split()) for row in learner.page.cssselect(".rows li")]
    assert all("见过 1 / 1 题" in row for row in rows)


def test_the_period_can_be_chosen_and_a_wrong_one_is_the_usual_one(
    learner: Visitor, app: Flask, clock: SettableClock
) -> None:
    _recall(app, clock, 0, 3)
    for query, days in (("", 14), ("?days=30", 30), ("?days=14", 14), ("?days=9999999", 14), ("?days=x", 14)):
        learner.get(f"/statistics/{query}")
        assert len(_day_rows(learner)) == days, query


def test_the_page_asks_the_database_a_fixed_number_of_questions(
    learner: Visitor, app: Flask, clock: SettableClock
) -> None:
    """Whatever the log holds: a page that asks once a topic or a day would grow with it."""

    def queries() -> int:
        asked: list[object] = []
        learner.get("/statistics/")  # after days away the session is touched, which is not the page's doing

        def note(*args: object) -> None:
            asked.append(args[2])

        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", note)
            learner.get("/statistics/")
            event.remove(db.engine, "before_cursor_execute", note)
        return len(asked)

    _recall(app, clock, 0, 3)
    few = queries()
    for number in range(1, 12):
        clock.advance(days=1)
        _recall(app, clock, number, 3)
    assert queries() == few


def test_cards_are_counted_by_state(learner: Visitor, app: Flask, clock: SettableClock) -> None:
    _recall(app, clock, 0, 1)  # forgotten: still in its steps
    _recall(app, clock, 1, 4)  # easy at once: learnt, for some days
    with app.app_context():
        flashcards = db.session.query(BankQuestion).filter_by(type="flashcard").count()
    learner.get("/statistics/")
    rows = learner.page.cssselect(".states tbody tr")
    assert [row.text_content().split()[-1] for row in rows] == [str(flashcards), "1", "1", "0"]
    for _ in range(3):
        clock.advance(days=30)
        _recall(app, clock, 1, 4)
    learner.get("/statistics/")
    rows = learner.page.cssselect(".states tbody tr")
    assert [row.text_content().split()[-1] for row in rows] == [str(flashcards), "1", "0", "1"]
