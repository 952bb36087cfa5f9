"""Next card and answer over HTTP: the real server on SQLite, a learner with 10,000 cards and 100,000 answers."""

import http.client
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from lxml import html
from sqlalchemy import func, insert, select

from question_bank.bank import write_bank
from question_bank.model import Bank, Question, QuestionType
from quizapp.accounts.models import User
from quizapp.answers.models import Answer
from quizapp.clock import DEFAULT_ZONE, day_start, study_day, system_clock
from quizapp.config import from_env
from quizapp.db import db, transaction
from quizapp.factory import create_app
from quizapp.insight import counters
from quizapp.library.models import BankQuestion
from quizapp.study.models import Card, CardMove, StudyDay
from tests.benchmarks.figures import print_times
from tests.serving import Server

CARDS, ANSWERS, DAYS, TOPICS = 10_000, 100_000, 365, 40
ROUNDS, WARM_UP, PAGES = 500, 20, 60


class Client:
    """A browser's part of HTTP: one kept connection, cookies, forms.."""

    def __init__(self, url: str, cookies: dict[str, str]) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
        self.cookies = cookies
        self.took = 0.0

    def send(self, method: str, path: str, form: Mapping[str, str] | None = None) -> html.HtmlElement:
        """Send a request; `took` is its time in seconds, from sending to the last byte."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.perf_counter()
        self.connection.request(method, path, urlencode(form) if form is not None else None, headers)
        response = self.connection.getresponse()
        body = response.read()
        self.took = time.perf_counter() - begun
        if response.status >= 400:
            raise RuntimeError(f"{method} {path}: {response.status}")
        for header in response.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        return html.fromstring(body.decode() or "<html></html>")

    def review(self, times: dict[str, list[float]]) -> None:
        """One card: its front, its back, its grade."""
        front = self.send("GET", "/review/")
        asked = self.took
        times["next card (front)"].append(asked)
        back = self.send("GET", front.xpath("//a[contains(@href, 'show=1')]/@href")[0])
        times["show the back"].append(self.took)
        (form,) = (form for form in back.forms if "rating" in {key for key, _ in _buttons(form)})
        self.send("POST", form.action, {**dict(form.fields), "rating": "3"})
        times["answer (grade)"].append(self.took)
        times["next card + answer"].append(asked + self.took)


def _buttons(form: html.FormElement) -> list[tuple[str, str]]:
    return [(button.get("name", ""), button.get("value", "")) for button in form.xpath(".//button")]


def _bank(path: Path) -> None:
    """A bank of flashcards only."""
    questions = tuple(
        Question(
            id=f"bench{number:06}",
            type=QuestionType.FLASHCARD,
            stem=f"第{number}号事实说了什么？这是一道用来量速度的题。",
            key=f"第{number}号事实的内容",
            explanation=f"原文：“第{number}号事实的内容”。",
            topic=f"主题{number % TOPICS}",
            tags=(),
            difficulty=0.3,
            facts=(),
            evidence=(),
        )
        for number in range(CARDS)
    )
    write_bank(Bank(sources=(), documents=(), passages=(), questions=questions), path)


def _fill(data_dir: Path) -> None:
    """Give the only user a year of answers, and the cards that they made."""
    app = create_app(from_env({"DATA_DIR": str(data_dir)}))
    now = system_clock()
    today = study_day(now, DEFAULT_ZONE)
    with app.app_context(), transaction(db.session):
        user_id = db.session.scalars(select(User.id)).one()
        ids = db.session.execute(
            select(BankQuestion.id, BankQuestion.version_id)
            .where(BankQuestion.id.startswith("bench"))
            .order_by(BankQuestion.position)
        ).all()
        begun = set(db.session.scalars(select(Card.question_id)))
        first_id = (db.session.scalar(select(func.max(Answer.id))) or 0) + 1
        answers, moves, cards = [], [], []
        for number in range(ANSWERS):
            question_id, version_id = ids[number % CARDS]
            at = now - timedelta(days=DAYS * (ANSWERS - number) / ANSWERS)
            right = number % 5 != 0
            answers.append(
                {
                    "id": first_id + number,
                    "client_id": f"bench-{number}",
                    "user_id": user_id,
                    "question_id": question_id,
                    "version_id": version_id,
                    "where": "study",
                    "response": 3 if right else 1,
                    "score": float(right),
                    "rating": 3 if right else 1,
                    "taken_ms": 8000,
                    "answered_at": at,
                    "study_day": study_day(at, DEFAULT_ZONE),
                }
            )
            moves.append(
                {
                    "answer_id": first_id + number,
                    "user_id": user_id,
                    "question_id": question_id,
                    "reviewed": True,
                    "card_before": None,
                    "slip_before": None,
                }
            )
        for number, (question_id, _) in enumerate(ids):
            if question_id in begun:
                continue
            last = now - timedelta(days=10 + number % 20)
            due_day = today + timedelta(days=number % 40 - 10)
            cards.append(
                {
                    "user_id": user_id,
                    "question_id": question_id,
                    "state": 2,
                    "step": None,
                    "stability": 5.0 + number % 60,
                    "difficulty": 5.0,
                    "due": day_start(due_day, DEFAULT_ZONE),
                    "due_day": due_day,
                    "last_review": last,
                    "last_day": study_day(last, DEFAULT_ZONE),
                    "reps": 10,
                    "lapses": 1,
                }
            )
        db.session.execute(insert(Answer), answers)
        db.session.execute(insert(CardMove), moves)
        db.session.execute(insert(Card), cards)
        _fill_days(user_id, answers)
        counters.recount(db.session, user_id)


def _fill_days(user_id: int, answers: list[dict[str, object]]) -> None:
    days: dict[object, dict[str, int]] = defaultdict(lambda: {"answers": 0, "right": 0, "taken_ms": 0})
    for answer in answers:
        days[answer["study_day"]]["answers"] += 1
        days[answer["study_day"]]["right"] += answer["score"] == 1
        days[answer["study_day"]]["taken_ms"] += 8000
    known = set(db.session.scalars(select(StudyDay.day)))
    db.session.execute(
        insert(StudyDay),
        [
            {"user_id": user_id, "day": day, "reviews": n["answers"], "reviews_right": n["right"], **n}
            for day, n in days.items()
            if day not in known
        ],
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        server = Server(data_dir / "data")
        _bank(data_dir / "bench.jsonl")
        begun = time.perf_counter()
        server.command("import-bank", str(data_dir / "bench.jsonl"))
        print(f"\nImport of {CARDS} questions: {time.perf_counter() - begun:.1f} s")
        cookies: dict[str, str] = {}
        with server:
            Client(server.url, cookies).review(defaultdict(list))
        _fill(server.data_dir)
        times: dict[str, list[float]] = defaultdict(list)
        pages: dict[str, list[float]] = defaultdict(list)
        with server:
            client = Client(server.url, cookies)
            for _ in range(WARM_UP):
                client.review(defaultdict(list))
            for _ in range(ROUNDS):
                client.review(times)
            for path in ("/", "/statistics/?days=30", "/mistakes/", "/library/", "/practice/"):
                client.send("GET", path)
                for _ in range(PAGES):
                    client.send("GET", path)
                    pages[path].append(client.took)
        print_times(f"A learner with {CARDS} cards and {ANSWERS} answers, over HTTP", times)
        print_times("Pages of the same learner", pages)


if __name__ == "__main__":
    main()
