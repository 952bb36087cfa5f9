"""Normalised characters are what the documentation says, and each knows its raw place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.text import rederive
from question_bank.text.normalise import normalise

AWKWARD = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "工人阶级劳动級乾著，。！？：；、“”‘’（）()《》<>/p&nbsp;br.,:;?! \t\n\r\u3000\u00a0\u200b\ufeff１Ａ％．😀𠮷"
        ),
        st.characters(),
    ),
    max_size=200,
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("(2020年11月24日)", "（2020年11月24日）"),
        ("f(x) = 1, 2", "f(x) = 1, 2"),
        ("劳动,光荣;创造!伟大?对:是.", "劳动，光荣；创造！伟大？对：是。"),
        ("比例 3:2，1,000人，12:30", "比例 3:2，1,000人，12:30"),
        ("２０２０年，ＡＢ型，５％，３．５倍", "2020年，AB型，5%，3.5倍"),
        ("藏羚羊案件。</p", "藏羚羊案件。"),
        ('<p class="x">劳动</p><p>光荣</p>', "\n劳动\n\n光荣\n"),
        ("劳动<b>光荣</b>&nbsp;创造", "劳动光荣 创造"),
        ("若a<b且b>c，则成立", "若a<b且b>c，则成立"),
        ("中共中央\u3000\u00a0 国务院", "中共中央 国务院"),
        ("劳\u200b动\ufeff者", "劳动者"),
        ("甲\r\n乙\r丙\u2028丁", "甲\n乙\n丙\n丁"),
    ],
)
def test_the_documented_rules(raw: str, clean: str) -> None:
    assert normalise(raw).text == clean


def test_a_stray_traditional_character_is_simplified_in_a_simplified_text() -> None:
    simplified = (
        "各级党委和政府要尊重劳模、关爱劳模，贯彻好尊重劳动、尊重知识、尊重人才、尊重创造的方针，完善政策。"
        * 2
    )
    assert "各级党委" in normalise("各級党委。" + simplified).text
    assert "乾坤、显著、皇后、毕昇" in normalise("乾坤、显著、皇后、毕昇。" + simplified).text


def test_a_traditional_text_stays_as_it_is() -> None:
    raw = "各級黨委和政府要尊重勞模、關愛勞模，貫徹好尊重勞動的方針。"
    assert normalise(raw).text == raw


@given(AWKWARD)
def test_nothing_is_invented_and_order_is_kept(raw: str) -> None:
    result = normalise(raw)
    assert len(result.text) == len(result.offsets)
    assert all(a < b for a, b in zip(result.offsets, result.offsets[1:], strict=False))
    assert all(0 <= offset < len(raw) for offset in result.offsets)


@given(AWKWARD, st.data())
def test_any_range_is_derived_again_from_its_raw_spans(raw: str, data: st.DataObject) -> None:
    result = normalise(raw)
    start = data.draw(st.integers(0, len(result.text)))
    end = data.draw(st.integers(start, len(result.text)))
    spans = tuple((offset, offset + 1) for offset in result.offsets[start:end])
    assert rederive(raw, spans) == result.text[start:end]


def test_spans_outside_the_source_prove_nothing() -> None:
    assert rederive("劳动光荣", ((0, 99),)) == ""
    assert rederive("劳动光荣", ((-3, 2), (3, 2))) == ""
