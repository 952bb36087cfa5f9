"""题库 as a visitor sees it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, render_template_string

from question_bank.bank import read_bank
from question_bank.grading import grade
from question_bank.model import Key, Question, QuestionType
from quizapp.db import db
from quizapp.library.proofs import proofs
from quizapp.library.service import import_bank
from tests.conftest import SettableClock
from tests.quizapp.conftest import SMALL_BANK
from tests.visitor import Visitor

QUESTIONS = read_bank(SMALL_BANK).questions


def stems(visitor: Visitor) -> list[str]:
    return [link.text_content().strip() for link in visitor.page.cssselect(".question-list a")]


def test_an_empty_bank_says_so(visitor: Visitor) -> None:
    visitor.get("/library/")
    assert "题库还是空的" in visitor.text()


@pytest.mark.usefixtures("small_bank")
class TestIndex:
    def test_all_questions_are_listed_without_their_keys(self, visitor: Visitor) -> None:
        visitor.get("/library/")
        assert len(stems(visitor)) == 12
        assert "近4000万元" not in visitor.response.get_data(as_text=True)

    def test_topic_type_and_words_narrow_the_list(self, visitor: Visitor) -> None:
        visitor.get("/library/")
        visitor.submit("/library/", topic="潘从明")
        assert len(stems(visitor)) == 3
        visitor.submit("/library/", type="cloze")
        assert stems(visitor) == ["提纯1克贵金属，需要用＿＿＿种化学试剂。"]
        visitor.submit("/library/", q="没有这个词")
        assert stems(visitor) == []
        assert "没有找到这样的题目" in visitor.text()

    def test_the_form_remembers_what_was_asked(self, visitor: Visitor) -> None:
        visitor.get("/library/?q=劳动&type=cloze&topic=劳动精神")
        fields = visitor.page.forms[[form.get("role") for form in visitor.page.forms].index("search")].fields
        assert dict(fields) == {"q": "劳动", "type": "cloze", "topic": "劳动精神"}

    def test_a_bad_address_is_one_sentence(self, visitor: Visitor) -> None:
        for query, told in [
            ("topic=没有的主题", "没有这个主题"),
            ("topic=" + "长" * 3000, "没有这个主题"),
            ("topic=%00", "没有这个主题"),
            ("type=essay", "没有这种题型"),
            ("page=abc", "页码"),
            ("page=0", "页码"),
            ("page=-1", "页码"),
            ("page=" + "9" * 5000, "页码"),
            ("page=2", "没有第 2 页"),
        ]:
            visitor.get(f"/library/?{query}", status=404)
            assert told in visitor.text(), query[:20]

    def test_any_search_is_answered(self, visitor: Visitor) -> None:
        for query in ["q=" + "长" * 100_000, "q=%00%ff", "q=%25_'", "q=++"]:
            visitor.get(f"/library/?{query}")


@pytest.mark.usefixtures("small_bank")
class TestQuestion:
    def test_a_learner_can_think_first(self, visitor: Visitor) -> None:
        for record in QUESTIONS:
            self.think_first(visitor, record)

    def think_first(self, visitor: Visitor, record: Question) -> None:
        visitor.get(f"/library/{record.id}")
        html = visitor.response.get_data(as_text=True)
        assert record.explanation not in html
        assert "<mark>" not in html
        assert not visitor.page.cssselect(".right, .wrong, #result")
        for part in record.key if isinstance(record.key, tuple) else [record.key]:
            texts = part if isinstance(part, tuple) else [part] if isinstance(part, str) else []
            assert not any(str(text) in visitor.text("article") for text in texts)
        visitor.get(visitor.page.cssselect(".after-question a")[0].get("href"))
        assert record.explanation in visitor.text()
        assert visitor.page.cssselect("mark")

    def test_the_key_of_each_type_is_shown(self, visitor: Visitor) -> None:
        expected = {
            "small-01": "正确答案是 B",
            "small-04": "正确答案是 “正确”",
            "small-05": "70年来，先后召开15次表彰大会。",
            "small-08": "也可以写：60多种",
            "small-09": "第 2 空也可以写：34000余",
            "small-12": "近4000万元",
        }
        for question_id, told in expected.items():
            visitor.get(f"/library/{question_id}?answer=1")
            assert told in visitor.text(), question_id

    def test_next_and_previous_stay_within_the_filter(self, visitor: Visitor) -> None:
        visitor.get("/library/small-08?topic=潘从明")
        assert "第 2 / 3 题" in visitor.text()
        previous, following = (link.get("href") for link in visitor.page.cssselect(".tools a"))
        visitor.get(previous)
        assert "第 1 / 3 题" in visitor.text()
        visitor.get(following)
        assert "第 3 / 3 题" in visitor.text()

    def test_a_proof_leads_to_its_place_in_the_document(self, visitor: Visitor) -> None:
        visitor.get("/library/small-07?answer=1")
        assert "《在劳动模范表彰大会上的讲话》，新华社，2020年11月24日，第 4 段" in visitor.text("figcaption")
        link = visitor.page.cssselect("figcaption a")[0].get("href")
        path, _, place = link.partition("#")
        visitor.get(path)
        assert visitor.text("mark") == "劳动是一切幸福的源泉。"
        assert "劳动是一切幸福的源泉。" in visitor.page.get_element_by_id(place).text_content()

    def test_the_topic_can_be_practised(self, visitor: Visitor) -> None:
        visitor.get("/library/small-08")
        visitor.get(
            next(
                a.get("href") for a in visitor.page.cssselect("article a") if "练这个主题" in a.text_content()
            )
        )
        assert visitor.url.startswith("/practice/")

    def test_what_is_not_there_is_one_sentence(self, visitor: Visitor) -> None:
        for address in ["small-99", "%00", "x" * 5000, "documents/none", "documents/%00"]:
            visitor.get(f"/library/{address}", status=404)
            assert "题库里没有" in visitor.text()

    def test_a_retired_question_can_still_be_read(
        self, app: Flask, visitor: Visitor, tmp_path: Path, clock: SettableClock
    ) -> None:
        fewer = tmp_path / SMALL_BANK.name
        fewer.write_text("".join(SMALL_BANK.read_text("utf-8").splitlines(keepends=True)[1:]), "utf-8")
        with app.app_context():
            import_bank(db.session, fewer, clock())
        visitor.get("/library/small-01")
        assert "已从题库撤下" in visitor.text()


@pytest.mark.usefixtures("small_bank")
class TestDocument:
    def test_it_is_clean_text_that_says_where_something_is_missing(self, visitor: Visitor) -> None:
        visitor.get("/library/documents/d-speech")
        assert visitor.text("h1") == "在劳动模范表彰大会上的讲话"
        assert visitor.text("header p.muted") == "本刊，新华社，2020年11月24日"
        assert visitor.text("#p4").endswith("任何一份职业都很光荣。〔后文缺失〕")
        assert not visitor.page.cssselect("mark")

    @pytest.mark.parametrize("mark", ["small-99", "%00", "small-03"])
    def test_a_mark_that_is_not_of_this_document_marks_nothing(self, visitor: Visitor, mark: str) -> None:
        visitor.get(f"/library/documents/d-speech?mark={mark}")
        assert not visitor.page.cssselect("mark")

    def test_the_bank_lists_its_documents(self, visitor: Visitor) -> None:
        visitor.get("/library/")
        visitor.get(visitor.page.cssselect(".document-list a")[1].get("href"))
        assert visitor.text("h1") == "贵金属冶炼工的一天"


@pytest.mark.usefixtures("small_bank")
def test_a_type_that_the_pages_cannot_ask_yet_can_still_be_read(
    app: Flask, visitor: Visitor, tmp_path: Path, clock: SettableClock
) -> None:
    record = json.loads(SMALL_BANK.read_text("utf-8").splitlines()[6])
    record |= {"id": "later-01", "type": "short_answer", "stem": "什么是一切幸福的源泉？"}
    path = tmp_path / "later.jsonl"
    path.write_text(json.dumps(record), "utf-8")
    with app.app_context():
        import_bank(db.session, path, clock())
    for address in ("later-01", "later-01?answer=1"):
        visitor.get(f"/library/{address}")
        assert "什么是一切幸福的源泉？" in visitor.text("h1")


def another_key(question: Question) -> Key:
    """A key that the question does not have."""
    match question.type:
        case QuestionType.SINGLE_CHOICE:
            return (0,) if question.key != (0,) else (1,)
        case QuestionType.TRUE_FALSE:
            return not question.key
        case QuestionType.CLOZE:
            return (("另一个长得多的答案",),) * question.stem.count("____")
        case _:
            return "另一个答案"


class TestComponents:
    FORM = """{% from "components/question_form.html" import question_form %}{{ question_form(question, 7, **given) }}"""
    RESULT = """{% from "components/question_result.html" import question_result %}
    {% call question_result(question, response, grade, proofs, order) %}去下一题{% endcall %}"""

    def test_a_form_tells_nothing_of_its_key(self, app: Flask) -> None:
        """Two questions that differ in their key only have one and the same form."""
        for record in QUESTIONS:
            self.tells_nothing(app, record)

    def tells_nothing(self, app: Flask, record: Question) -> None:
        with app.test_request_context("/"):
            html = render_template_string(self.FORM, question=record, given={})
        other = replace(record, key=another_key(record), explanation="", correction="")
        with app.test_request_context("/"):
            assert render_template_string(self.FORM, question=other, given={}) == html

    def test_options_stand_in_the_order_of_the_attempt(self, app: Flask) -> None:
        with app.test_request_context("/"):
            html = render_template_string(self.FORM, question=QUESTIONS[0], given={"order": [3, 1, 0, 2]})
        assert (
            html.index("追求卓越") < html.index("甘于奉献") < html.index("一丝不苟") < html.index("诚实劳动")
        )
        assert html.index('value="3"') < html.index('value="1"')

    def test_a_refused_response_is_kept_and_explained(self, app: Flask) -> None:
        given = {"response": ["15", ""], "error": "请先填写答案，再提交。"}
        with app.test_request_context("/"):
            html = render_template_string(self.FORM, question=QUESTIONS[8], given=given)
        assert 'value="15"' in html
        assert "请先填写答案，再提交。" in html

    @pytest.mark.parametrize(
        "case",
        [
            (0, 1, None, ["答对了", "选对了"]),
            (0, 3, [3, 1, 0, 2], ["答错了，正确答案是 B", "你的选择"]),
            (0, 0, [1, 0, 2, 3], ["答错了，正确答案是 A"]),
            (4, True, None, ["答错了，正确答案是 “错误”", "改正"]),
            (6, ["劳动"], None, ["答对了"]),
            (8, ["15", "很多"], None, ["答对了一部分", "很多", "3.4万余"]),
            (11, 1, None, ["答错了", "近4000万元"]),
        ],
    )
    def test_a_result_says_what_was_right(
        self, app: Flask, case: tuple[int, object, list[int] | None, list[str]]
    ) -> None:
        number, response, order, told = case
        question = QUESTIONS[number]
        with app.test_request_context("/"):
            html = render_template_string(
                self.RESULT,
                question=question,
                response=response,
                grade=grade(question, response),
                proofs=proofs(db.session, question),
                order=order,
            )
        for text in [*told, question.explanation, "去下一题", "<mark>"]:
            assert text in html

    def test_text_of_a_bank_is_never_markup(self, app: Flask) -> None:
        record = replace(QUESTIONS[0], stem="<script>（ ）</script>", options=("<b>1</b>", "2", "3", "4"))
        with app.test_request_context("/"):
            html = render_template_string(self.FORM, question=record, given={})
        assert "<script>" not in html
        assert "<b>1</b>" not in html
