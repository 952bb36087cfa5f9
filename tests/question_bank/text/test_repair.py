"""Cut lines are joined on evidence only; a loss is marked on both sides; whole text comes out as it went in."""

from pathlib import Path

import pytest

from question_bank.text import read
from question_bank.text.lines import lines_of
from question_bank.text.normalise import normalise
from question_bank.text.repair import Paragraph, repair, surroundings

BEFORE = "老人在江边开了一间木工作坊，学徒们天不亮就起来磨刀，先学三年推刨，再学两年开榫。"
AFTER = "后来镇上通了公路，货车可以直接开到门口，订单也从附近的县城一路排到了省城。"


def repaired(*lines: str) -> list[Paragraph]:
    raw = "\n".join(lines)
    found = lines_of(normalise(raw), (0, len(raw)))
    return repair(found, surroundings(found))


def texts(*lines: str) -> list[str]:
    return [paragraph.text for paragraph in repaired(*lines)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # inside a word
        ("她在县里的纺织厂当过挡车工，后来进了一家电子公", "司的质检车间，一干就是十二年。"),
        ("这座水库建成以后，下游三个乡的灌溉面积扩大了一倍，粮食产", "量连续五年增长。"),
        # inside a quoted term
        ("评审组认为，这套工艺解决了业内长期存在的“两高一", "低”难题，值得推广。"),
        # after a word that waits for another
        ("他把多年积累下来的图纸全部交给了徒弟，并且写下了详细的", "说明，供后来的人参考。"),
        ("工地上的条件十分艰苦，大家白天赶工，晚上还要学习，为了", "技术突破付出了许多心血。"),
        # inside a number
        ("经过两年的努力，合作社的年产值从不足百万元增加到3", "200万元，带动周边农户增收。"),
        # before a mark that never comes first
        ("技术员把试验数据逐条核对，确认没有差错以后才签下名字", "，交给下一道工序。"),
    ],
)
def test_a_cut_with_evidence_is_joined(left: str, right: str) -> None:
    result = repaired(BEFORE, left, right, AFTER)
    assert [p.text for p in result] == [BEFORE, left + right, AFTER]
    assert not any(p.lost_start or p.lost_end or p.heading for p in result)


def test_a_cut_is_joined_when_its_words_stand_whole_elsewhere() -> None:
    whole = "县志里说，这门手艺以青白二色为根本的地方风格延续了四百年。"
    left, right = "展厅的说明牌上写着，瓷坊至今保持着以青白二色为", "根本的地方风格，从不改变。"
    assert texts(whole, left, right) == [whole, left + right]


def test_a_year_that_counts_up_to_now_is_no_heading() -> None:
    left, right = "1985年村里办起第一所夜校", "35年来，一批又一批青年从这里走上了讲台。"
    assert texts(BEFORE, left, right) == [BEFORE, left + right]


def test_pieces_of_one_sentence_are_joined_in_turn() -> None:
    pieces = ["他先后当过电焊工、质检员、车间主", "任和厂里最年轻的工程", "师，今年又被评为省级劳模。"]
    assert texts(BEFORE, *pieces, AFTER) == [BEFORE, "".join(pieces), AFTER]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "他们用自己的双手改变了家乡的面貌，充分说明了只有把命运握在手中才能够成为真正",
            "神。希望大家再接再厉。",
        ),
        ("10年来，西南某县红旗乡中心邮政", "项新型收割装置，3项正在申请专利。"),
        (
            "调查组冒着大雨走访了全部受灾的农户，逐一登记，并且向县里报告了房屋和粮食的损",
            "业生产得到恢复，市场供应充足。",
        ),
    ],
)
def test_a_loss_is_not_joined_but_marked_on_both_sides(left: str, right: str) -> None:
    result = repaired(BEFORE, left, right, AFTER)
    assert [p.text for p in result] == [BEFORE, left, right, AFTER]
    assert [(p.lost_start, p.lost_end) for p in result] == [
        (False, False),
        (False, True),
        (True, False),
        (False, False),
    ]
    assert not result[1].heading


@pytest.mark.parametrize(
    "start",
    ["业涌现出一批先进集体。", "性强，深受农民欢迎。", "，于是大家都同意了。", "怪村，有一棵很老的槐树。"],
)
def test_a_paragraph_that_starts_within_a_word_lost_its_beginning(start: str) -> None:
    heading, paragraph = repaired("山村新貌", start + AFTER)[:2]
    assert (heading.heading, heading.lost_end, paragraph.lost_start) == (True, False, True)


@pytest.mark.parametrize(
    "start",
    [
        "刘丽，一名普通的采油工。",
        "王村，有一棵很老的槐树。",
        "这是一个普通的早晨。",
        "由于天气原因，航班取消。",
    ],
)
def test_names_and_small_words_start_whole_paragraphs(start: str) -> None:
    assert not repaired("山村新貌", start + AFTER)[1].lost_start


def test_a_stray_copy_is_dropped_and_the_paragraph_after_it_points_at_nothing() -> None:
    copy = "小李喜欢钻研。他在完成生产任务、提高业务水平的同时，一直在寻找改进工艺的办法。"
    result = repaired(BEFORE, copy, "这背后是一组惊人的数字：三千次试验，两百个夜晚。", copy, AFTER)
    assert [p.text[:4] for p in result] == [BEFORE[:4], "这背后是", copy[:4], AFTER[:4]]
    assert [p.lost_start for p in result] == [False, True, False, False]


def test_refrains_and_list_items_may_come_back() -> None:
    item = "（四）法律、行政法规和国务院规定应当予以处罚的其他情形。"
    lines = ["同志们！", BEFORE, item, "同志们！", AFTER, item]
    assert texts(*lines) == lines


def test_headlines_over_two_lines_are_one() -> None:
    assert texts("在平凡的岗位上", "创造不平凡的人生", BEFORE) == ["在平凡的岗位上创造不平凡的人生", BEFORE]
    joined = repaired("某省人民政府", "关于加强古树名木保护工作的意见", BEFORE)[0]
    assert (joined.text, joined.heading) == ("某省人民政府关于加强古树名木保护工作的意见", True)


UNDAMAGED = [
    ["红军长征", "中国工农红军长征路线图", "长征出发", "靳尚谊 油画《送别》 1959年", AFTER],
    ["五四运动", "五四运动的先声：新文化运动", BEFORE, "陈独秀", AFTER],
    [
        "第一章 总 则",
        "第一条 为了保护古树名木，制定本法。",
        "第二条 本法所称古树，包括：",
        "（一）百年以上的树木；",
        "（二）稀有的树木。",
    ],
    ["床前明月光，", "疑是地上霜。", "举头望明月，", "低头思故乡。"],
    ["穿越松潘草地", BEFORE, "用心学习，让更多人成为技能能手", AFTER, "学习伟大长征精神"],
    ["1919年在巴黎召开“和平会议”", "1919年1月，战胜国在巴黎召开会议，三十多个国家派出了代表。", BEFORE],
    ["（2020年11月24日）", "同志们：", BEFORE, "（新华社北京11月24日电）"],
]


@pytest.mark.parametrize("lines", UNDAMAGED, ids=lambda lines: lines[0])
def test_whole_text_is_left_alone(lines: list[str]) -> None:
    result = repaired(*lines)
    assert [p.text for p in result] == lines
    assert not any(p.lost_start or p.lost_end for p in result)


def test_headings_notes_and_running_text_are_told_apart() -> None:
    result = repaired(
        "春到山村", "（2020年11月24日）", "某某", BEFORE, "扎根一线，做坚守初心的“服务员”", AFTER
    )
    assert [p.heading for p in result] == [True, True, True, False, True, False]


def test_a_text_set_in_a_column_is_put_together_again() -> None:
    paragraphs = [
        BEFORE + AFTER,
        "傍晚的时候，孩子们在江滩上放风筝，老人坐在门槛上修理渔网，谁家的收音机里正播着地方戏。",
        "三年前，县里请来了两位工程师，他们走遍了十六个行政村，量过每一条水渠，最后画出了一张全县的灌溉图。",
        "图纸送到省里以后，专家们反复论证，认为方案切实可行，于是工程在第二年春天正式动工，年底就通了水。",
    ]
    lines = [p[i : i + 18] for p in paragraphs for i in range(0, len(p), 18)]
    assert "".join(texts(*lines)) == "".join(paragraphs)
    assert len(texts(*lines)) <= len(paragraphs) + 2  # a line may end in the middle of it with a full stop


def test_where_gaps_prevail_grammar_alone_joins_nothing() -> None:
    cut = ("他把多年积累下来的图纸全部交给了徒弟，并且写下了详细的", "说明，供后来的人参考。")
    gap = (
        "调查组冒着大雨走访了全部受灾的农户，逐一登记，并且向县里报告了房屋和粮食的损",
        "业生产得到恢复，市场供应充足。",
    )
    assert "".join(cut) in texts(BEFORE, *cut, AFTER)
    assert "".join(cut) not in texts(BEFORE, *gap, AFTER, *cut)


def test_a_very_long_line_is_read_in_linear_time(tmp_path: Path) -> None:
    file = tmp_path / "长.txt"
    file.write_text("我国工人阶级和广大劳动群众要坚持走中国特色社会主义道路，" * 36_000 + "完。", "utf-8")
    corpus = read([file])
    assert [len(p.text) for p in corpus.passages] == [28 * 36_000 + 2]
