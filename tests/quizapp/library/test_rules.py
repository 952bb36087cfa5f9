"""What search compares, and which characters of a passage are marked."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.library.rules import excerpt, marked_ranges, search_form, search_words, split_at


@pytest.mark.parametrize(
    ("written", "other"),
    [("ＡＢＣ１２３", "abc123"), ("勞動模範", "劳动模范"), ("３．４ 万", "3.4万"), ("A\x00B", "ab")],
)
def test_ways_to_write_the_same_are_one(written: str, other: str) -> None:
    assert search_form(written) == search_form(other)


def test_a_search_is_parted_at_blanks_and_cut() -> None:
    assert search_words("劳模　精神 \t劳模") == ["劳模", "精神"]
    assert search_words("\u200b \x00") == []
    assert search_words("字" * 100_000) == ["字" * 100]


def test_a_span_is_marked_across_characters_that_the_passage_dropped() -> None:
    # raw: 「　　甲乙\n丙丁」, the passage is 甲乙丙丁
    runs = [[2, 2], [5, 2]]
    assert marked_ranges(runs, [(3, 6)]) == [(1, 3)]
    assert marked_ranges(runs, [(3, 4), (5, 6)]) == [(1, 3)]
    assert marked_ranges(runs, [(0, 2), (4, 5)]) == []


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8), st.sets(st.integers(0, 99)))
def test_marks_are_the_characters_whose_raw_place_a_span_covers(
    spans: list[tuple[int, int]], dropped: set[int]
) -> None:
    offsets = [place for place in range(80) if place not in dropped]
    text = "".join(chr(0x4E00 + place) for place in offsets)
    runs: list[list[int]] = []
    for offset in offsets:
        if runs and sum(runs[-1]) == offset:
            runs[-1][1] += 1
        else:
            runs.append([offset, 1])
    covered = [(start, start + length) for start, length in spans]
    parts = split_at(text, marked_ranges(runs, covered))
    assert "".join(piece for piece, _ in parts) == text
    marked = "".join(piece for piece, is_marked in parts if is_marked)
    assert marked == "".join(
        character
        for character, offset in zip(text, offsets, strict=True)
        if any(start <= offset < end for start, end in covered)
    )
    assert all(one[1] != other[1] for one, other in pairwise(parts))


def test_a_short_passage_is_shown_whole() -> None:
    parts = [("前。", False), ("中", True), ("后。", False)]
    assert excerpt(parts) == parts


def test_of_a_long_passage_the_sentences_around_the_marks_are_shown() -> None:
    parts = [("很早。" * 80 + "这里说", False), ("证据", True), ("就是它。" + "后来。" * 80, False)]
    assert excerpt(parts) == [("……这里说", False), ("证据", True), ("就是它。……", False)]


def test_between_two_marks_whole_sentences_are_left_out() -> None:
    parts = [
        ("头，", False),
        ("甲", True),
        ("一。" + "二。" * 200 + "三", False),
        ("乙", True),
        ("尾", False),
    ]
    assert "".join(text for text, _ in excerpt(parts)) == "头，甲一。……三乙尾"


@given(st.lists(st.tuples(st.text("甲乙。！”", max_size=200), st.booleans()), max_size=6))
def test_an_excerpt_never_loses_or_adds_a_mark(parts: list[tuple[str, bool]]) -> None:
    parts = [part for part in parts if part[0]]
    assert [text for text, marked in excerpt(parts) if marked] == [text for text, marked in parts if marked]
    assert sum(len(text) for text, _ in excerpt(parts)) <= sum(len(text) for text, _ in parts) + 4 * len(
        parts
    )
