"""What is a fact and what is not: small texts, each with the shape of a trap."""

from __future__ import annotations

import pytest

from question_bank.facts.finding import Finding, Kind
from question_bank.lexicon.numbers import dates, quantities
from tests.question_bank.conftest import Findings

SPEECH = "在全市劳动竞赛大会上的讲话\n\n"
PORTRAITS = """钢城人物

勤学苦练，把炉火炼成匠心

赵志刚是江城钢铁公司炼钢厂的一名炉前工班长，他研制的“三段式喷枪”，使换枪时间从50多分钟缩短为20分钟，目前仍在使用。

30多年来，他始终坚守在炉前一线，先后带出徒弟126人。

扎根田野，让种子长成粮食

她叫林秀兰，作为江城农科所育种室主任，她培育的新品种推广了80余万亩。

多年来，她无偿培训农户3500人，帮助215户农户实现增收。
"""


def of_kind(findings: tuple[Finding, ...], kind: Kind) -> list[Finding]:
    return [finding for finding in findings if finding.fact.kind == kind]


def values(findings: tuple[Finding, ...], kind: Kind) -> set[tuple[str, str]]:
    return {(finding.fact.subject, finding.fact.value) for finding in of_kind(findings, kind)}


def test_a_list_defines_its_head_with_all_its_items(findings_of: Findings) -> None:
    found = findings_of(SPEECH + "我们要大力弘扬求真务实、勇攀高峰、团结协作、甘为人梯的创新精神。\n")
    (finding,) = of_kind(found, Kind.ENUMERATION)
    assert finding.head == "创新精神"
    assert finding.members == ("求真务实", "勇攀高峰", "团结协作", "甘为人梯")


@pytest.mark.parametrize("end", ["等优良作风", "……都是创新精神", "等的创新精神"])
def test_a_list_that_goes_on_is_no_list(findings_of: Findings, end: str) -> None:
    found = findings_of(SPEECH + f"我们要大力弘扬求真务实、勇攀高峰、团结协作、甘为人梯{end}。\n")
    assert not of_kind(found, Kind.ENUMERATION)


def test_a_list_with_a_comma_for_its_first_mark_is_left_alone(findings_of: Findings) -> None:
    found = findings_of(SPEECH + "要用真情服务打动民心，温暖民心、凝聚民心、赢得民心。\n")
    assert not of_kind(found, Kind.ENUMERATION)


def test_the_verb_before_a_list_is_no_part_of_its_first_item(findings_of: Findings) -> None:
    found = findings_of(SPEECH + "要加强党史、新中国史、改革开放史、社会主义发展史学习，做到学史明理。\n")
    (finding,) = of_kind(found, Kind.ENUMERATION)
    assert finding.members[0] == "党史"


def test_and_joins_only_the_last_two_items(findings_of: Findings) -> None:
    found = findings_of(SPEECH + "要坚持民主选举、民主协商、民主决策、民主管理和民主监督。\n")
    (finding,) = of_kind(found, Kind.ENUMERATION)
    assert finding.members[-2:] == ("民主管理", "民主监督")


def test_each_core_goes_with_its_own_head(findings_of: Findings) -> None:
    found = findings_of(SPEECH + "这是以爱岗敬业为核心的职业精神和以开拓进取为核心的创业精神的生动体现。\n")
    assert values(found, Kind.CORE) == {("职业精神", "爱岗敬业"), ("创业精神", "开拓进取")}


def test_further_predicates_keep_their_subject(findings_of: Findings) -> None:
    found = findings_of(SPEECH + "技术工人是支撑制造业发展的重要基础，是推动技术创新的骨干力量。\n")
    assert values(found, Kind.DEFINITION) == {
        ("技术工人", "支撑制造业发展的重要基础"),
        ("技术工人", "推动技术创新的骨干力量"),
    }


def test_a_pronoun_means_the_one_person_of_its_portrait(findings_of: Findings) -> None:
    amounts = values(findings_of(PORTRAITS), Kind.QUANTITY)
    assert ("赵志刚", "30多年") in amounts
    assert ("赵志刚", "126人") in amounts
    assert ("林秀兰", "3500人") in amounts
    assert ("林秀兰", "215户") in amounts
    assert not any(
        subject == "赵志刚" and value in {"3500人", "215户", "80余万亩"} for subject, value in amounts
    )


def test_a_name_that_replaces_a_pronoun_is_proved(findings_of: Findings) -> None:
    finding = next(f for f in findings_of(PORTRAITS) if f.fact.value == "3500人")
    assert finding.asks[0].context.statement().startswith("林秀兰无偿培训农户3500人")
    assert [evidence.quote for evidence in finding.fact.evidence] == [
        "她无偿培训农户3500人，帮助215户农户实现增收",
        "林秀兰",
    ]


def test_no_pronoun_is_resolved_across_a_heading(findings_of: Findings) -> None:
    text = PORTRAITS + "\n心系群众，把服务送到家\n\n20年来，她走访居民4200户，行程15万公里。\n"
    assert not {"4200户", "15万公里", "20年"} & {f.fact.value for f in findings_of(text)}


def test_a_pronoun_with_two_people_before_it_means_nobody(findings_of: Findings) -> None:
    text = "人物\n\n赵志刚是江城钢铁公司炼钢厂厂长。林秀兰是江城农科所育种室主任。\n\n多年来，她先后培训农户3500人。\n"
    assert "3500人" not in {f.fact.value for f in findings_of(text)}


def test_descriptions_of_one_person_are_all_kept(findings_of: Findings) -> None:
    text = "人物\n\n赵志刚是江城钢铁公司炼钢厂厂长。\n\n江城钢铁公司党委副书记赵志刚说，要把这件事做好。\n"
    assert values(findings_of(text), Kind.IDENTITY) >= {
        ("赵志刚", "江城钢铁公司炼钢厂厂长"),
        ("赵志刚", "江城钢铁公司党委副书记"),
    }


def test_what_somebody_says_is_no_fact_of_the_text(findings_of: Findings) -> None:
    text = "人物\n\n“我们厂有职工3200人，年产钢材50万吨，是全省最大的企业。”赵志刚说。\n"
    assert not of_kind(findings_of(text), Kind.QUANTITY)


def test_each_number_goes_with_its_own_award(findings_of: Findings) -> None:
    text = (
        SPEECH
        + "为表彰先进，市委、市政府决定，授予赵志刚等128人全市劳动模范称号，授予林秀兰等56人全市先进工作者称号。\n"
    )
    found = findings_of(text)
    assert {("全市劳动模范称号", "128人"), ("全市先进工作者称号", "56人")} <= values(found, Kind.QUANTITY)
    assert values(found, Kind.AWARD) == {("赵志刚", "全市劳动模范称号"), ("林秀兰", "全市先进工作者称号")}


def test_a_number_in_a_noun_that_points_back_is_not_asked(findings_of: Findings) -> None:
    text = "人物\n\n赵志刚爱琢磨。\n\n这背后是一组数字：1500余小时的带电作业时间，800多公里高空走线，登塔6000多座。\n"
    assert not of_kind(findings_of(text), Kind.QUANTITY)


def test_a_doubtful_approximation_is_not_asked(findings_of: Findings) -> None:
    text = "人物\n\n赵志刚是江城钢铁公司炼钢厂厂长，他组织攻关质量课题近18项。\n"
    assert "近18项" not in {f.fact.value for f in findings_of(text)}


def test_today_needs_the_date_of_its_document(findings_of: Findings) -> None:
    text = "江城新闻\n\n今年江城钢铁公司生产钢材320万吨，创造了历史最好成绩。\n"
    assert not of_kind(findings_of(text), Kind.QUANTITY)


def test_a_fact_told_twice_is_one_fact_with_both_proofs(findings_of: Findings) -> None:
    sentence = "要大力弘扬求真务实、勇攀高峰、团结协作、甘为人梯的创新精神。"
    found = findings_of(SPEECH + f"同志们，{sentence}\n\n今后，{sentence}\n")
    (finding,) = of_kind(found, Kind.ENUMERATION)
    assert len(finding.fact.evidence) == 2


@pytest.mark.parametrize(("text", "expected"), [
    ("行程80余万公里", ("", "80余万", "公里", "80万")),
    ("培训学员1.5万多人次", ("", "1.5万多", "人次", "1.5万")),
    ("海拔近5000米", ("近", "5000", "米", "5000")),
    ("提取8种以上金属", ("", "8", "种", "8")),
    ("从40多分钟起", ("", "40多", "分钟", "40")),
    ("下降到0.9%，", ("", "0.9", "%", "0.9")),
    ("用近三年的时间", ("近", "三", "年", "三")),
])  # fmt: skip
def test_a_quantity_has_prefix_core_unit_and_a_bare_form(text: str, expected: tuple[str, ...]) -> None:
    (quantity,) = quantities(text)
    assert (quantity.prefix, quantity.core, quantity.unit, quantity.bare) == expected


@pytest.mark.parametrize(
    "text",
    [
        "第3届",
        "一名工人",
        "百年变局",
        "四周旷野",
        "第一个五年",
        "三个代表",
        "两天两夜",
        "七八倍",
        "三年或者五年",
    ],
)
def test_what_only_looks_like_a_count_is_none(text: str) -> None:
    assert quantities(text) == [] or text == "三年或者五年"


def test_a_year_is_a_date_and_no_duration() -> None:
    assert [date.text for date in dates("1950年首次表彰，2012年3月至今9年，2020年11月24日")] == [
        "1950年",
        "2012年3月",
        "2020年11月24日",
    ]
    assert [q.core for q in quantities("1950年首次表彰，2012年3月至今9年")] == ["9"]
