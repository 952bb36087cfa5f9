"""What a stem says by itself: its subject, its demand, its date, and nothing that it does not need."""

from __future__ import annotations

from itertools import pairwise

import pytest

from question_bank.facts.finding import Finding, Kind
from question_bank.model import QuestionType
from question_bank.questions.topics import topic_of
from question_bank.selection import TRUE_SHARE
from tests.question_bank.conftest import Findings, Questions

SPEECH = "在全市劳动竞赛大会上的讲话\n\n"
MACHINES = [
    "机床",
    "水泵",
    "风机",
    "锅炉",
    "转炉",
    "高炉",
    "轧机",
    "吊车",
    "电梯",
    "水塔",
    "油罐",
    "泵站",
    "阀门",
    "电机",
    "炉门",
    "管道",
    "烟囱",
    "铁桥",
]
REPAIRS = "".join(
    f"赵志刚带领徒弟先后修好{name}{place * 17 + 211}台。\n\n" for place, name in enumerate(MACHINES)
)
PERSON = "人物\n\n赵志刚是江城钢铁公司炼钢厂厂长。\n\n"


def statements(findings: tuple[Finding, ...]) -> set[str]:
    return {ask.context.statement() for finding in findings for ask in finding.asks}


def test_a_clause_takes_over_subject_and_demand(findings_of: Findings) -> None:
    text = (
        "各级工会要关心职工生活，完善培养、使用、评价、考核机制，弘扬求真务实、勇攀高峰、甘为人梯的作风。\n"
    )
    said = statements(findings_of(SPEECH + text))
    assert "讲话指出，各级工会要完善培养、使用、评价、考核机制" in said
    assert not any(s.startswith("讲话指出，完善") for s in said)


def test_a_demand_is_carried_over_a_doubtful_clause(findings_of: Findings) -> None:
    text = "广大职工是工厂的主人，要加强对业务知识学习，加强党史、厂史、改革开放史学习，做到学史明理。\n"
    said = statements(findings_of(SPEECH + text))
    assert "讲话指出，要加强党史、厂史、改革开放史学习" in said
    assert not any("业务知识" in s for s in said)


def test_a_clause_that_only_says_how_is_no_statement(findings_of: Findings) -> None:
    text = "要围绕重大战略、重大工程、重大项目，广泛开展劳动竞赛。\n"
    for said in statements(findings_of(SPEECH + text)):
        assert "开展劳动竞赛" in said


def test_conditions_do_not_stand_without_what_they_lead_to(findings_of: Findings) -> None:
    text = "立足新的发展阶段，贯彻新的发展理念，构建新的发展格局，必须紧紧依靠广大职工。\n"
    assert not any("必须" not in said for said in statements(findings_of(SPEECH + text)))


def test_a_story_keeps_only_the_clause_and_its_subject(findings_of: Findings) -> None:
    text = "他先后带出徒弟126人，改造设备400台，还培训学员3500人次。\n"
    said = statements(findings_of(PERSON + text))
    assert "赵志刚改造设备400台" in said
    assert "赵志刚培训学员3500人次" in said


def test_what_is_told_is_not_cut_from_the_telling(findings_of: Findings) -> None:
    text = "面对来宾，赵志刚讲述着自己扎根炉前27年，从一名学徒成长为厂长的故事。\n"
    assert not any(said.endswith("27年") for said in statements(findings_of(PERSON + text)))


def test_a_frame_that_is_not_closed_is_refused(findings_of: Findings) -> None:
    text = "江城冶炼厂提纯1克贵金属，在至少5吨的镍矿废渣反复萃取。\n"
    assert "5吨" not in {f.fact.value for f in findings_of("江城冶炼厂\n\n" + text)}


def test_an_attribute_before_a_title_is_left_out(findings_of: Findings) -> None:
    text = "2015年开始，赵志刚主编了涵盖炼钢、轧钢等多方面内容，60多页的培训教程《炉前工》。\n"
    said = statements(findings_of(PERSON + text))
    assert "2015年开始，赵志刚主编了培训教程《炉前工》" in said
    assert not any("60多页" in s for s in said)


def test_a_running_total_names_its_report(findings_of: Findings) -> None:
    said = statements(findings_of(PERSON + "30年来，赵志刚始终坚守在炉前一线。\n"))
    assert "据《人物》一文，30年来，赵志刚始终坚守在炉前一线" in said


def test_a_number_that_only_modifies_is_not_asked(findings_of: Findings) -> None:
    findings = findings_of(SPEECH + "全市工会要总结95年来的成绩和经验。\n")
    assert not [f for f in findings if f.fact.kind == Kind.QUANTITY]


@pytest.mark.parametrize(
    "sentence",
    ["赵志刚是江城钢铁公司炼钢厂的一名普通员工。", "江城钢铁公司炼钢厂职工赵志刚说，这件事要做好。"],
)
def test_a_rank_tells_nobody_apart(findings_of: Findings, sentence: str) -> None:
    findings = findings_of(f"人物\n\n{sentence}\n")
    assert not [f for f in findings if f.fact.kind == Kind.IDENTITY]


def test_a_post_is_never_cut_on_its_left(findings_of: Findings) -> None:
    post = "华东电力设备制造股份有限公司检修分公司输电检修中心带电作业第二工区第三作业班班长"
    findings = findings_of(f"人物\n\n{post}赵志刚说，要把这件事做好。\n")
    assert {f.fact.value for f in findings if f.fact.kind == Kind.IDENTITY} <= {post}


def test_near_synonyms_make_no_false_statement(questions_of: Questions) -> None:
    text = SPEECH + (
        "我们培育形成了崇敬劳动、喜爱劳动、勤奋劳动、踏实劳动的劳动精神。要培养喜爱劳动、乐于劳动、善于劳动的新一代职工。\n"
    )
    for question in questions_of(text):
        if question.type is QuestionType.TRUE_FALSE and "新一代职工" in question.stem:
            raise AssertionError(question.stem)


def test_difficulty_does_not_tell_true_from_false(questions_of: Questions) -> None:
    text = PERSON + REPAIRS
    judged = [q for q in questions_of(text) if q.type is QuestionType.TRUE_FALSE and "修好" in q.stem]
    assert {q.key for q in judged} == {True, False}
    assert len({q.difficulty for q in judged}) == 1


def test_true_and_false_are_balanced(questions_of: Questions) -> None:
    text = PERSON + REPAIRS
    keys = [q.key for q in questions_of(text) if q.type is QuestionType.TRUE_FALSE]
    assert len(keys) >= 5
    assert abs(keys.count(True) / len(keys) - TRUE_SHARE) < 0.15


def test_nicknames_are_typed_not_chosen(questions_of: Questions) -> None:
    text = (
        PERSON
        + "村里的老人都喊他“老铁人”。\n\n赵志刚被人们称为“炉前铁匠”。\n\n赵志刚被工友称为“火眼金睛”。\n"
    )
    named = [q for q in questions_of(text) if "老铁人" in str(q.key) or "炉前铁匠" in str(q.key)]
    assert named
    assert all(q.type is QuestionType.CLOZE for q in named)


def test_no_stem_is_a_part_of_another_of_its_type(questions_of: Questions) -> None:
    text = PERSON + "赵志刚改造设备400台，节约资金3500元。\n\n2015年，赵志刚改造设备400台。\n"
    for kind in QuestionType:
        stems = [q.stem for q in questions_of(text) if q.type is kind]
        assert not [(a, b) for a in stems for b in stems if a != b and a.rstrip("。") in b]


def test_the_key_of_a_number_stands_in_an_even_row(questions_of: Questions) -> None:
    text = PERSON + REPAIRS
    rows = [
        [int(option) for option in q.options]
        for q in questions_of(text)
        if q.type is QuestionType.SINGLE_CHOICE and "（ ）台" in q.stem
    ]
    assert rows
    assert all(len({b - a for a, b in pairwise(row)}) == 1 for row in rows)


def test_equal_pairs_are_right_in_either_order(questions_of: Questions) -> None:
    questions = questions_of(SPEECH + "工会组织是党联系广大职工的桥梁和纽带。\n")
    (cloze,) = [q for q in questions if q.type is QuestionType.CLOZE and "桥梁和纽带" in str(q.key)]
    assert isinstance(cloze.key, tuple)
    assert isinstance(cloze.key[0], tuple)
    assert {"桥梁和纽带", "纽带与桥梁", "桥梁、纽带"} <= set(cloze.key[0])


def test_a_topic_is_a_short_noun_phrase_where_there_is_one(findings_of: Findings) -> None:
    findings = findings_of(SPEECH + "要造就有理想守信念、懂技术会创新、敢担当讲奉献的产业工人队伍。\n")
    title = SPEECH.strip()
    assert {topic_of(finding, title) for finding in findings} == {"产业工人队伍"}
