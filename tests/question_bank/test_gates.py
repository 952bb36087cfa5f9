"""Each gate stops what it is there to stop, and says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_bank.facts.finding import Answer, Ask, Context, Finding, Kind, make_fact
from question_bank.facts.wholeness import is_suspicious
from question_bank.gates import Reason, refuse
from question_bank.model import Evidence, Passage, QuestionType
from question_bank.questions.draft import Draft

TEXT = "在长期实践中，我们培育形成了爱岗敬业、争创一流、艰苦奋斗的劳模精神。"
PLACE = TEXT.index("争创一流")
PASSAGE = Passage("d1", 0, TEXT, tuple(range(len(TEXT))))
CONTEXT = Context(PASSAGE, 0, len(TEXT) - 1, "讲话指出，")
ASK = Ask(CONTEXT, ((PLACE, PLACE + 4),), Answer.MEMBER, (("争创一流",),), taboo=("爱岗敬业", "艰苦奋斗"))
FACT = make_fact(
    Kind.ENUMERATION,
    "劳模精神",
    "内容",
    "…",
    (Evidence("文.txt", "d1", TEXT[:-1], ((0, len(TEXT) - 1),)),),
    0.9,
)
FINDING = Finding(FACT, (ASK,), "劳模精神", members=("爱岗敬业", "争创一流", "艰苦奋斗"), head="劳模精神")
GOOD = Draft(
    QuestionType.SINGLE_CHOICE,
    "讲话指出，在长期实践中，我们培育形成了爱岗敬业、（ ）、艰苦奋斗的劳模精神。",
    (1,),
    "原文",
    0.5,
    FINDING,
    ASK,
    options=("一丝不苟", "争创一流", "追求卓越", "热爱劳动"),
)
CLOZE = replace(
    GOOD, type=QuestionType.CLOZE, stem=GOOD.stem.replace("（ ）", "____"), options=(), key=(("争创一流",),)
)
TRUE = replace(GOOD, type=QuestionType.TRUE_FALSE, stem="讲话指出，" + TEXT, options=(), key=True)
NUMBER = replace(ASK, answer=Answer.NUMBER)


@pytest.mark.parametrize("draft", [GOOD, CLOZE, TRUE])
def test_a_sound_question_passes(draft: Draft) -> None:
    assert refuse(draft) is None


BAD: list[tuple[Reason, Draft]] = [
    (Reason.LOW_CONFIDENCE, replace(GOOD, finding=replace(FINDING, fact=replace(FACT, confidence=0.5)))),
    (Reason.KEY_NOT_VERBATIM, replace(CLOZE, ask=replace(ASK, accepted=(("争创第一",),)))),
    (Reason.TOUCHES_GAP, replace(GOOD, ask=replace(ASK, context=replace(CONTEXT, passage=replace(PASSAGE, lost_start=True))))),
    (Reason.OPTIONS_ALIKE, replace(GOOD, options=("一丝不苟", "争创一流", "追求卓越", "追求 卓越"))),
    (Reason.OPTION_IN_OPTION, replace(GOOD, options=("一丝不苟", "争创一流", "追求卓越", "追求卓越成效"))),
    (Reason.SECOND_RIGHT, replace(GOOD, options=("一丝不苟", "争创一流", "追求卓越", "艰苦奋斗"))),
    (Reason.KEY_IN_STEM, replace(GOOD, stem="讲话指出，争创一流的我们培育形成了爱岗敬业、（ ）、艰苦奋斗的劳模精神。")),
    (Reason.OPTION_IN_STEM, replace(GOOD, stem="讲话指出，热爱劳动的我们培育形成了爱岗敬业、（ ）、艰苦奋斗的劳模精神。")),
    (Reason.LENGTH_BETRAYS, replace(GOOD, options=("勤", "争创一流", "俭", "诚"))),
    (Reason.STEM_TOO_SHORT, replace(CLOZE, stem="弘扬____精神。")),
    (Reason.STEM_TOO_SHORT, replace(CLOZE, ask=NUMBER, stem="李明辉巡山____次。")),
    (Reason.STEM_TOO_SHORT, replace(CLOZE, stem="讲话指出，要以____为己任。")),
    (Reason.STEM_TOO_LONG, replace(CLOZE, stem=CLOZE.stem + "很长的话" * 40)),
    (Reason.LEADING_PRONOUN, replace(CLOZE, stem="他们在长期实践中培育形成了爱岗敬业、____、艰苦奋斗的劳模精神。")),
    (Reason.LEADING_PRONOUN, replace(CLOZE, stem="讲话指出，这是爱岗敬业、____、艰苦奋斗的劳模精神的体现。")),
    (Reason.DANGLING_REFERENCE, replace(CLOZE, stem="讲话指出，在其中形成了爱岗敬业、____、艰苦奋斗的劳模精神。")),
    (Reason.UNBALANCED, replace(CLOZE, stem="讲话指出，“我们培育形成了爱岗敬业、____、艰苦奋斗的劳模精神。")),
    (Reason.BLANKS, replace(GOOD, stem=GOOD.stem.replace("（ ）", "热情"))),
    (Reason.BLANKS, replace(CLOZE, stem=CLOZE.stem.replace("艰苦奋斗", "____"))),
    (Reason.BLANK_TOO_LONG, replace(CLOZE, ask=replace(ASK, blanks=((7, 35),), accepted=((TEXT[7:35],),)))),
    (Reason.APPROXIMATOR_OUTSIDE, replace(CLOZE, ask=NUMBER, stem="讲话指出，我们培育形成了劳模精神，行程近____公里。")),
    (Reason.MARKUP, replace(CLOZE, stem=CLOZE.stem + "</p")),
    (Reason.SUSPICIOUS_WORDING, replace(CLOZE, stem="讲话指出，，我们培育形成了爱岗敬业、____、艰苦奋斗的劳模精神。")),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "draft"), BAD, ids=lambda v: v.value if isinstance(v, Reason) else "")
def test_a_gate_refuses_for_its_reason(reason: Reason, draft: Draft) -> None:
    assert refuse(draft) is reason


@pytest.mark.parametrize("text", ["经他发现并完善细的质量控制条件", "要加强对政治理论学习，"])
def test_broken_wording_is_suspicious(text: str) -> None:
    assert is_suspicious(text)


@pytest.mark.parametrize(
    "text", ["经他发现并完善的质量控制条件", "要加强对政治理论的学习，", "要加强和改进对工会工作的领导，"]
)
def test_sound_wording_is_not(text: str) -> None:
    assert not is_suspicious(text)


def test_a_list_whose_items_share_a_word_may_not_be_betrayed_by_it() -> None:
    members = ("热爱劳动", "争创劳动", "安心劳动")
    text = TEXT.replace("爱岗敬业、争创一流、艰苦奋斗", "、".join(members))
    passage = Passage("d1", 0, text, tuple(range(len(text))))
    ask = replace(ASK, context=replace(CONTEXT, passage=passage), accepted=(("争创劳动",),), taboo=members)
    draft = replace(
        GOOD,
        stem="讲话指出，在长期实践中，我们培育形成了热爱劳动、（ ）、安心劳动的劳模精神。",
        ask=ask,
        finding=replace(FINDING, members=members),
        options=("一丝不苟", "争创劳动", "追求卓越", "精益求精"),
    )
    assert refuse(draft) is Reason.MORPHEME_BETRAYS
    assert refuse(replace(draft, options=("尊重劳动", "争创劳动", "乐于劳动", "勤于劳动"))) is None
