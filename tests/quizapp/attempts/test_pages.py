"""A practice as a learner without JavaScript lives it: chosen, answered, flagged, handed in, summed up."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from question_bank.bank import read_bank
from question_bank.model import Question, QuestionType
from quizapp.answers.models import Answer
from quizapp.attempts.models import Attempt, AttemptItem
from quizapp.db import db
from quizapp.library.filters import plain_stem
from tests.conftest import SettableClock
from tests.visitor import Visitor

TRUTH = {True: "true", False: "false"}


@pytest.fixture
def bank(small_bank: Path) -> dict[str, Question]:
    return {question.id: question for question in read_bank(small_bank).questions}


def here(visitor: Visitor) -> str:
    """The path of the present page, without what follows."""
    return visitor.url.partition("?")[0]


def asked(visitor: Visitor, bank: dict[str, Question]) -> Question:
    """The question that the present page asks, as the log of the attempt has it."""
    attempt_id, number = map(int, re.findall(r"\d+", here(visitor)))
    with visitor.client.application.app_context():
        item = db.session.scalar(
            select(AttemptItem).where(AttemptItem.attempt_id == attempt_id, AttemptItem.number == number)
        )
        assert item is not None
        return bank[item.question_id]


def fields(question: Question, *, right: bool) -> dict[str, Any]:
    """What to fill in to answer right, or wrong."""
    if question.type is QuestionType.SINGLE_CHOICE:
        assert isinstance(question.key, tuple)
        wrong = next(index for index in range(len(question.options)) if index not in question.key)
        return {"choice": str(question.key[0] if right else wrong)}
    if question.type is QuestionType.TRUE_FALSE:
        return {"choice": TRUTH[bool(question.key) is right]}
    assert isinstance(question.key, tuple)
    return {"blank": [group[0] if right else "不知道" for group in question.key if isinstance(group, tuple)]}


def answer(visitor: Visitor, question: Question, *, right: bool) -> None:
    visitor.submit(here(visitor), **fields(question, right=right))


def begin(
    visitor: Visitor, count: int = 9, topics: tuple[str, ...] = (), types: tuple[str, ...] = ()
) -> None:
    visitor.get("/practice/")
    visitor.submit("/practice/", topic=list(topics), type=list(types), count="other", other=str(count))


def go(visitor: Visitor, number: int) -> None:
    visitor.get(re.sub(r"\d+$", str(number), here(visitor)))


def states(visitor: Visitor) -> str:
    """The answer sheet as one letter a cell: r(ight), w(rong), p(art) or -; a flag makes it upper case."""
    letters = []
    for cell in visitor.page.cssselect("ol.sheet a"):
        state = next((name for name in ("right", "wrong", "part") if name in cell.get("class").split()), "-")
        letters.append(state[0].upper() if "已标记" in cell.text_content() else state[0])
    return "".join(letters)


def count_answers(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Answer)) or 0


def test_a_newcomer_is_practising_after_one_click(visitor: Visitor, bank: dict[str, Question]) -> None:
    visitor.get("/practice/")
    visitor.submit("/practice/quick")
    assert re.fullmatch(r"/practice/\d+/1", here(visitor))
    assert "符合条件的题目只有 9 道" in visitor.text("main")
    assert "第 1 / 9 题" in visitor.text(".meta")


def test_a_whole_practice_with_wrong_answers(
    visitor: Visitor, bank: dict[str, Question], clock: SettableClock
) -> None:
    begin(visitor)
    wrong = []
    for number in range(1, 10):
        question = asked(visitor, bank)
        clock.advance(seconds=10)
        right = number % 3 != 0
        if not right:
            wrong.append(question)
        answer(visitor, question, right=right)
        text = visitor.text("main")
        assert ("答对了" if right else "答错了") in visitor.text("#verdict")
        assert question.explanation in text
        assert "small.txt" not in text
        assert visitor.page.cssselect(".quote mark"), "the proof is marked in its passage"
        assert visitor.page.xpath("//main//a[contains(@class, 'primary')]")
        if number < 9:
            go(visitor, number + 1)
    assert states(visitor) == "rrwrrwrrw"
    visitor.get(visitor.page.xpath("//main//a[contains(@class, 'primary')]/@href")[0])
    assert here(visitor).endswith("/summary")
    text = visitor.text("main")
    assert "共 9 题，答对 6 题" in text
    assert "用时 01:30" in text
    assert "每题 10 秒" in text
    assert "67" in visitor.text(".ring")
    listed = visitor.page.cssselect("ol.mistakes li")
    assert len(listed) == 3
    for question, line in zip(wrong, listed, strict=True):
        assert plain_stem(question.stem) in line.text_content()
    visitor.submit(here(visitor).replace("summary", "again"), button="what=mistakes")
    again = set()
    for number in range(1, 4):
        go(visitor, number)
        again.add(asked(visitor, bank).id)
    assert again == {question.id for question in wrong}


def test_the_page_tells_nothing_before_the_answer(visitor: Visitor, bank: dict[str, Question]) -> None:
    begin(visitor)
    for number in range(1, 10):
        go(visitor, number)
        question = asked(visitor, bank)
        html = visitor.response.get_data(as_text=True)
        assert question.explanation not in html
        assert not visitor.page.cssselect("li.opt, .sheet-cell.right, .sheet-cell.wrong, .quote, #verdict")
        if question.type is QuestionType.CLOZE:
            assert isinstance(question.key, tuple)
            for group in question.key:
                assert isinstance(group, tuple)
                assert not [text for text in map(str, group) if len(text) > 2 and text in html]
        looks = [
            dict(option.attrib)
            for option in visitor.page.xpath("//form[@id='answer']//input[@name='choice']")
        ]
        for look in looks:  # but for its value and its key on the keyboard, every option is like the next
            del look["value"], look["data-key"]
        assert all(look == looks[0] for look in looks)


def test_options_stand_in_another_order_in_another_attempt(
    visitor: Visitor, bank: dict[str, Question]
) -> None:
    seen = set()
    for _ in range(8):
        begin(visitor, 1, topics=("劳模精神",))
        seen.add(tuple(visitor.page.xpath("//form[@id='answer']//input[@name='choice']/@value")))
        question = asked(visitor, bank)
        answer(visitor, question, right=True)
        assert "答对了" in visitor.text("#verdict")
    assert len(seen) > 1


def test_choosing_topic_and_type_is_kept_to(visitor: Visitor, bank: dict[str, Question]) -> None:
    begin(visitor, 20, topics=("表彰大会", "潘从明"), types=("cloze",))
    total = len(visitor.page.cssselect("ol.sheet a"))
    drawn = []
    for number in range(1, total + 1):
        go(visitor, number)
        drawn.append(asked(visitor, bank).id)
    assert sorted(drawn) == ["small-08", "small-09"]


def test_a_link_from_a_topic_chooses_it(visitor: Visitor, bank: dict[str, Question]) -> None:
    visitor.get("/practice/?topic=表彰大会&topic=没有的主题")
    assert visitor.page.xpath("//input[@name='topic' and @checked]/@value") == ["表彰大会"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"count": "other", "other": "0"}, "自定题数请填 1 到 100 之间的整数。"),
        ({"count": "other", "other": "101"}, "自定题数请填 1 到 100 之间的整数。"),
        ({"count": "other", "other": "九" * 100_000}, "自定题数请填 1 到 100 之间的整数。"),
        ({"count": "7"}, "请选择题数。"),
        ({"topic": ["没有的主题"]}, "题库里没有这个主题，请重新选择。"),
        ({"type": ["essay"]}, "没有这种题型，请重新选择。"),
        ({"topic": ["劳模精神"], "type": ["cloze"]}, "这样选没有题目，请换一个主题或题型。"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_in_one_sentence(
    visitor: Visitor, bank: dict[str, Question], app: Flask, wrong: dict[str, object], sentence: str
) -> None:
    visitor.get("/practice/")
    token = visitor.page.xpath("string(//input[@name='csrf_token']/@value)")
    response = visitor.client.post("/practice/", data={"csrf_token": token, "count": "10", **wrong})
    assert response.status_code == 400
    assert sentence in response.get_data(as_text=True)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Attempt)) == 0


def test_full_width_digits_are_digits(visitor: Visitor, bank: dict[str, Question]) -> None:
    visitor.get("/practice/")
    visitor.submit("/practice/", topic=[], type=[], count="other", other="３")
    assert "第 1 / 3 题" in visitor.text(".meta")


def test_an_empty_bank_says_so(visitor: Visitor) -> None:
    visitor.get("/practice/")
    assert "题库里还没有可以练习的题目" in visitor.text("main")


def test_an_empty_response_is_asked_for_again_and_not_logged(
    visitor: Visitor, bank: dict[str, Question], app: Flask
) -> None:
    begin(visitor, 1, topics=("劳模精神",))
    visitor.submit(here(visitor), status=400)
    assert "请先选择一个选项，再提交。" in visitor.text("#answer [role=alert]")
    assert count_answers(app) == 0


def test_a_double_submit_is_one_answer(visitor: Visitor, bank: dict[str, Question], app: Flask) -> None:
    begin(visitor, 2, types=("single_choice",))
    question = asked(visitor, bank)
    token = visitor.page.xpath("string(//form[@id='answer']//input[@name='csrf_token']/@value)")
    right = {"csrf_token": token, **fields(question, right=True)}
    for _ in range(3):
        assert visitor.client.post(here(visitor), data=right).status_code == 303
    assert count_answers(app) == 1
    visitor.client.post(here(visitor), data={"csrf_token": token, **fields(question, right=False)})
    visitor.get(here(visitor))
    assert "这道题已经答过，以第一次的答案为准。" in visitor.text("main")
    assert "答对了" in visitor.text("#verdict")
    assert count_answers(app) == 1


def test_an_answered_question_can_be_seen_again_and_not_changed(
    visitor: Visitor, bank: dict[str, Question]
) -> None:
    begin(visitor, 3)
    answer(visitor, asked(visitor, bank), right=False)
    go(visitor, 3)
    answer(visitor, asked(visitor, bank), right=True)
    go(visitor, 1)
    assert "答错了" in visitor.text("#verdict")
    assert not visitor.page.xpath("//form[@id='answer']")
    assert states(visitor) == "w-r"


def test_after_the_last_one_what_was_skipped_is_offered(visitor: Visitor, bank: dict[str, Question]) -> None:
    begin(visitor, 3)
    go(visitor, 3)
    answer(visitor, asked(visitor, bank), right=True)
    ahead = visitor.page.xpath("//section//a[contains(@class, 'primary')]")[0]
    assert "回到没答的题" in ahead.text_content()
    assert ahead.get("href").endswith("/1")


def test_a_flag_stays_until_it_is_taken_away(visitor: Visitor, bank: dict[str, Question]) -> None:
    begin(visitor, 3)
    go(visitor, 2)
    visitor.submit(here(visitor) + "/flag")
    assert visitor.page.xpath("//button[@form='flag']/@aria-pressed") == ["true"]
    go(visitor, 1)
    cells = [cell.text_content() for cell in visitor.page.cssselect("ol.sheet a")]
    assert ["已标记" in cell for cell in cells] == [False, True, False]
    go(visitor, 2)
    visitor.submit(here(visitor) + "/flag")
    assert visitor.page.xpath("//button[@form='flag']/@aria-pressed") == ["false"]


def test_handing_in_early_asks_first_and_closes_the_rest(
    visitor: Visitor, bank: dict[str, Question], app: Flask
) -> None:
    begin(visitor, 3)
    first = here(visitor)
    answer(visitor, asked(visitor, bank), right=True)
    go(visitor, 2)
    open_page = here(visitor)
    stale = {
        "csrf_token": visitor.page.xpath("string(//form[@id='answer']//input[@name='csrf_token']/@value)"),
        **fields(asked(visitor, bank), right=True),
    }
    visitor.get(visitor.page.xpath("string(//aside/a/@href)"))
    assert "还有 2 道题没有作答" in visitor.text("main")
    visitor.submit("/practice/")
    assert "共 3 题，答对 1 题。有 2 题没有作答。" in visitor.text("main")
    assert "33" in visitor.text(".ring")
    late = visitor.client.post(open_page, data=stale)
    assert late.status_code == 409
    assert "这次练习已经交卷，不能再作答" in late.get_data(as_text=True)
    assert count_answers(app) == 1
    visitor.get(open_page)
    assert asked(visitor, bank).explanation in visitor.text("main")
    assert "这道题没有作答" in visitor.text("main")
    visitor.get(first)
    assert "答对了" in visitor.text("#verdict")


def test_an_unfinished_practice_can_be_gone_on_with(visitor: Visitor, bank: dict[str, Question]) -> None:
    begin(visitor, 3)
    first = here(visitor)
    answer(visitor, asked(visitor, bank), right=True)
    visitor.get("/practice/")
    assert "已答 1 / 3 题，接着第 2 题继续。" in visitor.text(".go-on")
    visitor.get(visitor.page.xpath("string(//a[contains(., '继续上次练习')]/@href)"))
    assert here(visitor) == re.sub(r"1$", "2", first)


def test_one_more_of_the_same_kind(visitor: Visitor, bank: dict[str, Question]) -> None:
    begin(visitor, 2, topics=("表彰大会",))
    for number in (1, 2):
        go(visitor, number)
        answer(visitor, asked(visitor, bank), right=True)
    visitor.get(here(visitor).rsplit("/", 1)[0] + "/")
    assert "全对" in visitor.text("#score")
    assert "再练错题" not in visitor.text("main")
    visitor.submit("/practice/", button="what=same")
    assert asked(visitor, bank).topic == "表彰大会"
    assert "第 1 / 2 题" in visitor.text(".meta")


def test_another_learners_practice_is_not_there(
    app: Flask, visitor: Visitor, bank: dict[str, Question]
) -> None:
    begin(visitor, 2)
    theirs = here(visitor)
    question = asked(visitor, bank)
    stranger = Visitor(app)
    stranger.get(theirs, status=404)
    assert "没有找到这次练习" in stranger.text("main")
    begin(stranger, 1)
    token = stranger.page.xpath("string(//form[@id='answer']//input[@name='csrf_token']/@value)")
    for path in (
        theirs,
        f"{theirs}/flag",
        theirs.rsplit("/", 1)[0] + "/finish",
        theirs.rsplit("/", 1)[0] + "/again",
    ):
        data = {"csrf_token": token, "flagged": "1", "what": "same", **fields(question, right=True)}
        assert stranger.client.post(path, data=data).status_code == 404
    assert count_answers(app) == 0
    visitor.get(theirs)
    assert states(visitor) == "--"


def test_a_form_of_another_question_is_refused(
    visitor: Visitor, bank: dict[str, Question], app: Flask
) -> None:
    begin(visitor, 2, types=("true_false",))
    token = visitor.page.xpath("string(//form[@id='answer']//input[@name='csrf_token']/@value)")
    data = {"csrf_token": token, "version_id": "999999", "choice": "true"}
    response = visitor.client.post(here(visitor), data=data)
    assert response.status_code == 409
    assert "这一页属于另一道题" in response.get_data(as_text=True)
    data = {"csrf_token": token, "choice": "7"}
    response = visitor.client.post(here(visitor), data=data)
    assert response.status_code == 400
    assert "这道题没有这个选项" in response.get_data(as_text=True)
    assert count_answers(app) == 0


def test_a_flood_of_characters_is_refused_in_one_sentence(
    visitor: Visitor, bank: dict[str, Question], app: Flask
) -> None:
    begin(visitor, 1, topics=("潘从明",), types=("cloze",))
    visitor.submit(here(visitor), status=400, blank="长" * 100_000)
    assert "答案太长了" in visitor.text("#answer [role=alert]")
    assert count_answers(app) == 0


def test_what_was_written_stays_when_it_was_not_taken(visitor: Visitor, bank: dict[str, Question]) -> None:
    begin(visitor, 1, topics=("潘从明",), types=("cloze",))
    token = visitor.page.xpath("string(//form[@id='answer']//input[@name='csrf_token']/@value)")
    response = visitor.client.post(here(visitor), data={"csrf_token": token, "blank": ["六十多", "多出来的"]})
    assert response.status_code == 400
    assert 'value="六十多"' in response.get_data(as_text=True)


@pytest.mark.parametrize("path", ["1/99", "1/0", "99999999999999999999/1", "1/99999999999999999999", "5/1"])
def test_a_place_that_is_not_there_is_not_found(
    visitor: Visitor, bank: dict[str, Question], path: str
) -> None:
    begin(visitor, 2)
    visitor.get(f"/practice/{path}", status=404)


def test_a_stale_token_loses_nothing(visitor: Visitor, bank: dict[str, Question], app: Flask) -> None:
    begin(visitor, 2)
    question = asked(visitor, bank)
    page = here(visitor)
    refused = visitor.client.post(page, data={"csrf_token": "stale", **fields(question, right=True)})
    assert refused.status_code == 400
    assert count_answers(app) == 0
    visitor.get(page)
    answer(visitor, question, right=True)
    assert count_answers(app) == 1


def test_time_is_the_servers_and_has_an_end(
    visitor: Visitor, bank: dict[str, Question], app: Flask, clock: SettableClock
) -> None:
    begin(visitor, 2)
    clock.advance(seconds=20)
    visitor.get(here(visitor))  # a second look does not start the time again
    clock.advance(seconds=10)
    assert "00:20" in visitor.text(".timer")
    answer(visitor, asked(visitor, bank), right=True)
    go(visitor, 2)
    clock.advance(hours=9)
    answer(visitor, asked(visitor, bank), right=True)
    with app.app_context():
        taken = db.session.scalars(select(Answer.taken_ms).order_by(Answer.id)).all()
    assert list(taken) == [30_000, 600_000]
