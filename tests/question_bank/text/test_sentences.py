"""Sentences end where a reader ends them; what a loss tore is not among them; evidence leads back to the file."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.model import Document, Passage
from question_bank.text import clauses, evidence, raw_spans, sentences

HAN = st.text(
    alphabet=st.sampled_from("工人劳动，。！？…；：、“”‘’（）《》😀𠮷a1 "), min_size=1, max_size=120
)


def passage(text: str, *, lost_start: bool = False, lost_end: bool = False) -> Passage:
    return Passage("d", 0, text, tuple(range(len(text))), lost_start=lost_start, lost_end=lost_end)


@pytest.mark.parametrize(
    "parts",
    [
        ["他很高兴。", "大家都来祝贺！", "为什么呢？"],
        ["她说：“我十分自豪。”", "大家鼓掌。"],
        ["“自己不干，谁来干？”说这话的是班长老潘。", "他很认真。"],
        ["“我只想把这一件事做好。”老胡说，他一直记着这句话。"],
        ["“先干起来。别怕失败。”老周说。", "大家点头。"],
        ["“不惰者，众善之师也。”", "在长期实践中，我们培育形成了这种精神。"],
        ["技师、工程师、工匠……这是她的人生。", "她笑了……"],
        ["他写了《为什么？怎么办！》一书。", "很有名。"],
        ["没有闭合的“引号也不妨碍断句。", "后面照常。"],
        ["没有句号的最后一句"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    assert [s.text for s in sentences(passage("".join(parts)))] == parts


def test_the_clause_that_a_loss_tore_is_cut_off_and_the_rest_is_not_whole() -> None:
    torn = passage(
        "业涌现出先进人物，他们是劳动群众的代表。希望大家努力。为了明天而奋斗，我们要以创新为",
        lost_start=True,
        lost_end=True,
    )
    assert [(s.text, s.whole) for s in sentences(torn)] == [
        ("他们是劳动群众的代表。", False),
        ("希望大家努力。", True),
        ("为了明天而奋斗，", False),
    ]


def test_nothing_is_left_of_a_sentence_of_one_torn_clause() -> None:
    assert sentences(passage("30年来，武汉市某区邮政", lost_end=True)) == []
    assert [s.text for s in sentences(passage("神。希望大家努力。", lost_start=True))] == ["希望大家努力。"]


def test_clauses_are_ranges_of_the_passage() -> None:
    text = "他来了。今天，我们开会；明天，大家休息。"
    second = sentences(passage(text))[1]
    assert [text[a:b] for a, b in clauses(second)] == ["今天，", "我们开会；", "明天，", "大家休息。"]


def test_evidence_starts_a_new_span_where_raw_characters_were_skipped() -> None:
    document = Document("d", "a.txt", "题", "", "", "", (0, 100))
    joined = Passage("d", 0, "先进工作者称号", (10, 11, 12, 20, 21, 22, 23))
    proof = evidence(document, joined, 1, 6)
    assert (proof.source, proof.document, proof.quote) == ("a.txt", "d", "进工作者称")
    assert proof.spans == ((11, 13), (20, 23))


def test_evidence_of_another_document_or_outside_the_passage_is_refused() -> None:
    document = Document("d", "a.txt", "题", "", "", "", (0, 100))
    for start, end in [(-1, 2), (2, 2), (0, 99)]:
        with pytest.raises(ValueError, match="outside"):
            evidence(document, passage("劳动光荣"), start, end)
    with pytest.raises(ValueError, match="another document"):
        evidence(dataclasses.replace(document, id="e"), passage("劳动光荣"), 0, 2)


@given(HAN)
def test_sentences_and_clauses_cover_a_whole_passage_without_overlap(text: str) -> None:
    whole = passage(text)
    found = sentences(whole)
    assert "".join(s.text for s in found) == text
    assert all("".join(text[a:b] for a, b in clauses(s)) == s.text for s in found)
    assert raw_spans(whole, 0, len(text)) == ((0, len(text)),)


@given(HAN, st.booleans(), st.booleans())
def test_torn_passages_give_only_parts_of_themselves(text: str, start: bool, end: bool) -> None:
    torn = passage(text, lost_start=start, lost_end=end)
    for sentence in sentences(torn):
        assert text[sentence.start : sentence.end] == sentence.text != ""
        assert not (start and sentence.start == 0)
        assert not (end and sentence.end == len(text))
