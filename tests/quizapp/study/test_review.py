from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.conftest import SettableClock
from tests.visitor import Visitor

KEYS = ("执着专注、精益求精、一丝不苟、追求卓越", "崇尚劳动、热爱劳动、辛勤劳动、诚实劳动", "近4000万元")


def show(visitor: Visitor) -> None:
    """Press “show the answer”."""
    link = visitor.page.cssselect("a[data-show]")
    assert link, f"no card on {visitor.url}"
    visitor.get(link[0].get("href"))


def grade(visitor: Visitor, rating: int) -> None:
    show(visitor)
    visitor.submit("/review/grade", button=f"rating={rating}")


def form_fields(visitor: Visitor, action: str) -> dict[str, Any]:
    form = next(form for form in visitor.page.forms if form.action == action)
    return {name: form.fields[name] for name in form.fields if form.fields[name] is not None}


def answers_today(visitor: Visitor) -> str:
    visitor.get("/")
    return str(visitor.page.cssselect(".hero .ring")[0].get("aria-label"))


def test_a_newcomer_is_learning_with_one_click(visitor: Visitor, small_bank: Path) -> None:
    visitor.get("/")
    start = next(link for link in visitor.page.cssselect(".hero a") if "开始学习" in link.text_content())
    visitor.get(start.get("href"))
    assert visitor.text("#stem") == "工匠精神的内容是什么？"


def test_the_front_tells_nothing_of_the_answer(visitor: Visitor, small_bank: Path) -> None:
    visitor.get("/review/")
    source = visitor.response.get_data(as_text=True)
    assert not any(key in source for key in KEYS)
    assert "一丝不苟" not in source
    show(visitor)
    assert visitor.text("#answer").endswith(KEYS[0])
    assert visitor.text(".quote mark").startswith("执着专注")


def test_a_whole_review_to_the_end(visitor: Visitor, small_bank: Path, clock: SettableClock) -> None:
    visitor.get("/review/")
    seen = []
    for rating in (4, 4, 1, 3, 3):
        seen.append(visitor.text("#stem"))
        grade(visitor, rating)
    assert seen[:2] == ["工匠精神的内容是什么？", "劳动精神的内容是什么？"]
    assert seen[2] == seen[3] == seen[4] == "潘从明一年为企业创造的效益是多少？"
    assert visitor.text("h1") == "今天的卡片都复习完了"
    assert "今天复习了 5 次，想起来 4 次。" in visitor.text()
    assert "下一张卡片：" in visitor.text()
    assert answers_today(visitor) == "今日目标 30 题，已完成 5 题"


def test_each_grade_tells_when_the_card_will_come_again(visitor: Visitor, small_bank: Path) -> None:
    visitor.get("/review/")
    show(visitor)
    intervals = [small.text_content() for small in visitor.page.cssselect(".grade small")]
    assert intervals == ["1 分钟", "6 分钟", "10 分钟", "8 天"]


def test_undo_shows_the_card_again_and_forgets_its_grade(visitor: Visitor, small_bank: Path) -> None:
    visitor.get("/review/")
    stem = visitor.text("#stem")
    grade(visitor, 1)
    assert visitor.text("#stem") != stem
    visitor.submit("/review/undo")
    assert "已撤销" in visitor.text()
    assert visitor.text("#stem") == stem
    assert visitor.text(".flashcard header").endswith("新卡片")
    assert answers_today(visitor) == "今日目标 30 题，已完成 0 题"
    visitor.get("/mistakes/")
    assert "错题本是空的" in visitor.text()


def test_undo_goes_on_from_the_end_and_after_a_reload(visitor: Visitor, small_bank: Path) -> None:
    visitor.get("/review/")
    for _ in range(3):
        grade(visitor, 4)
    assert visitor.text("h1") == "今天的卡片都复习完了"
    visitor.get("/review/")
    for _ in range(3):
        visitor.submit("/review/undo")
    visitor.get("/review/")
    assert not any(form.action == "/review/undo" for form in visitor.page.forms)
    assert answers_today(visitor) == "今日目标 30 题，已完成 0 题"


def test_pressing_undo_twice_takes_back_one_grade(visitor: Visitor, small_bank: Path) -> None:
    visitor.get("/review/")
    grade(visitor, 4)
    grade(visitor, 4)
    fields = form_fields(visitor, "/review/undo")
    for _ in range(2):
        visitor.client.post("/review/undo", data=fields)
    assert answers_today(visitor) == "今日目标 30 题，已完成 1 题"


def test_reviews_of_yesterday_are_not_undone(
    visitor: Visitor, small_bank: Path, clock: SettableClock
) -> None:
    visitor.get("/review/")
    grade(visitor, 4)
    fields = form_fields(visitor, "/review/undo")
    clock.advance(days=1)
    visitor.get("/review/")
    assert not any(form.action == "/review/undo" for form in visitor.page.forms)
    visitor.client.post("/review/undo", data=fields)
    visitor.get("/statistics/")
    assert "1" in visitor.text()


def test_a_grade_sent_twice_counts_once(visitor: Visitor, small_bank: Path) -> None:
    visitor.get("/review/")
    show(visitor)
    fields = form_fields(visitor, "/review/grade") | {"rating": "3"}
    for _ in range(2):
        sent = visitor.client.post("/review/grade", data=fields)
        assert sent.status_code == 303
    assert answers_today(visitor) == "今日目标 30 题，已完成 1 题"
    visitor.get("/review/")
    assert not visitor.page.cssselect(".flash-message")


def test_a_form_left_open_while_the_card_moved_changes_nothing(
    visitor: Visitor, small_bank: Path, clock: SettableClock
) -> None:
    visitor.get("/review/")
    show(visitor)
    left_open = form_fields(visitor, "/review/grade") | {"rating": "1", "client_id": "another-tab"}
    visitor.submit("/review/grade", button="rating=4")
    clock.advance(minutes=1)
    visitor.client.post("/review/grade", data=left_open)
    visitor.get("/review/")
    assert "这次评分没有计入" in visitor.text()
    assert visitor.text("#stem")
    assert answers_today(visitor) == "今日目标 30 题，已完成 1 题"


def test_the_back_of_a_card_that_is_not_due_leads_to_the_next(visitor: Visitor, small_bank: Path) -> None:
    visitor.get("/review/")
    grade(visitor, 4)
    visitor.get("/review/?card=small-10&show=1")
    assert visitor.text("#stem") == "劳动精神的内容是什么？"
    assert KEYS[0] not in visitor.response.get_data(as_text=True)


def test_what_is_no_card_is_not_shown(visitor: Visitor, small_bank: Path) -> None:
    visitor.get("/review/")
    for card in ("small-01", "nothing", "x" * 2000, "\0"):
        response = visitor.client.get("/review/", query_string={"card": card, "show": "1"})
        assert response.status_code == 302, card[:20]
        assert response.location == "/review/"


TAMPERED = [
    ({"rating": "5"}, 400),
    ({"rating": ""}, 400),
    ({"rating": "³"}, 400),
    ({"version_id": "999999"}, 404),
    ({"version_id": "99999999999999999999"}, 400),
    ({"version_id": "-1"}, 400),
    ({"reps": "x"}, 400),
    ({"client_id": ""}, 400),
    ({"client_id": "c" * 100_000}, 400),
    ({"client_id": "\n"}, 409),
    ({"question_id": "small-11"}, 404),
    ({"question_id": "small-01"}, 404),
    ({"question_id": "\0"}, 404),
    ({"question_id": "长" * 100_000}, 400),
]


def test_a_tampered_form_gets_one_sentence_and_changes_nothing(visitor: Visitor, small_bank: Path) -> None:
    visitor.get("/review/")
    show(visitor)
    fields = form_fields(visitor, "/review/grade") | {"rating": "3"}
    for changed, status in TAMPERED:
        response = visitor.client.post("/review/grade", data=fields | changed)
        assert response.status_code == status, str(changed)[:60]
        assert "</main>" in response.get_data(as_text=True)
    assert answers_today(visitor) == "今日目标 30 题，已完成 0 题"


def test_a_page_that_lies_about_the_time_is_still_counted(visitor: Visitor, small_bank: Path) -> None:
    for number, since in enumerate(("", "x", "-5", "9" * 30), start=1):
        visitor.get("/review/")
        show(visitor)
        fields = form_fields(visitor, "/review/grade") | {"rating": "1", "since": since}
        assert visitor.client.post("/review/grade", data=fields).status_code == 303
        assert answers_today(visitor) == f"今日目标 30 题，已完成 {number} 题"


def test_a_question_answered_in_a_practice_comes_as_a_card_with_its_proof(
    visitor: Visitor, small_bank: Path, clock: SettableClock
) -> None:
    visitor.get("/practice/")
    visitor.submit("/practice/", topic=["劳动精神"], type=["true_false"], count="other", other="1")
    visitor.submit(visitor.url.partition("?")[0], choice="false")
    visitor.get("/mistakes/")
    assert "劳动没有高低贵贱之分" in visitor.text()
    clock.advance(minutes=1)
    visitor.get("/review/")
    assert visitor.text("#stem") == "劳动没有高低贵贱之分。"
    assert visitor.text(".flashcard header").endswith("正在学")
    assert not visitor.page.cssselect(".explain, .quote, .opt.right")
    show(visitor)
    assert "正确答案" in visitor.text(".opt.right")
    assert visitor.text(".quote mark").startswith("劳动没有高低贵贱之分")
    visitor.submit("/review/grade", button="rating=3")
    assert visitor.text("#stem") == "工匠精神的内容是什么？"


@pytest.mark.parametrize(
    ("kind", "told"),
    [("single_choice", "属于劳动精神"), ("cloze", "劳动是一切幸福的源泉")],
)
def test_every_type_has_a_front_without_and_a_back_with_its_key(
    visitor: Visitor, clock: SettableClock, small_bank: Path, kind: str, told: str
) -> None:
    topic = {"single_choice": "工匠精神", "cloze": "劳动精神"}[kind]
    visitor.get("/practice/")
    visitor.submit("/practice/", topic=[topic], type=[kind], count="other", other="1")
    given: dict[str, Any] = {"blank": "不知道"} if kind == "cloze" else {"choice": "3"}
    visitor.submit(visitor.url.partition("?")[0], **given)
    clock.advance(minutes=10)
    visitor.get("/review/")
    assert told not in visitor.response.get_data(as_text=True)
    show(visitor)
    assert told in visitor.text()
    assert visitor.page.cssselect(".quote mark")


def test_an_empty_bank_says_so_kindly(app: Flask, visitor: Visitor) -> None:
    visitor.get("/review/")
    assert "现在没有要复习的卡片" in visitor.text()
    visitor.get("/")
    assert "从第一张卡片开始" in visitor.text()
