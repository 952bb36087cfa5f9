"""The evidence that two lines were one, read from the words on both sides of the cut.

Measured on cut and gapped copies of clean texts: a cut inside a word shows itself in half of all cuts and in one of
fifty gaps; the grammar of the two neighbouring words alone is weak evidence, and says nothing where gaps prevail.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from enum import Enum

from question_bank.text.lexicon import Lexicon
from question_bank.text.shapes import PAIRS, closes, open_bracket

_HAN_TAIL = re.compile(r"[\u3400-\u9fff]*$")
_HAN_HEAD = re.compile(r"[\u3400-\u9fff]*")
_WINDOW = 12
_WORD_GAIN = 4.0
"""Nats. How much cheaper the joined text must read as words than its two sides."""
_TERM = 10
"""Characters. A quoted term is short; a quoted speech that a gap swallowed is open and closed as well."""
_TORN = 8.0
"""How much more often a character lies inside a word on the lost side than it stands alone."""

_TIMES = re.compile(r"[0-9]+[多余]?年来")
_YEAR = re.compile(r"[自从]?[0-9]{4}年")
_NUMBER_END = re.compile(r"[0-9]$")
_NUMBER_GOES_ON = re.compile(
    r"[0-9]*(?:[.．][0-9]+)?(?:[%年月日时点个名多余万亿元米人次件项岁座所公千毫厘吨台家条种]|$)"
)
_BEFORE_NUMBER = frozenset(
    {"从", "自", "在", "于", "至", "到", "约", "近", "超过", "达", "达到", "第", "截至", "增加到", "下降到"}
)
_AFTER_COMMA = frozenset("他她它我这那其并而也都又就还再")
_NEVER_FIRST = re.compile(r"[，。、；：！？）》”’」』】〉%％]")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁"
    "单杭洪包诸左石崔吉钮龚程邢裴陆荣翁荀羊甄曲封芮储靳汲邴糜松井段富巫乌焦巴弓牧车侯宓蓬全班仰秋仲伊宫宁仇栾暴甘厉戎祖武符"
    "刘景詹束龙叶幸司韶黎薄印宿白怀蒲从鄂索咸籍赖卓蔺屠蒙池乔阴苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂牛寿通边扈燕冀浦尚农"
    "温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终居衡步都耿满弘匡国文寇广阙东欧沃利师巩聂晁勾敖融冷辛阚那简饶空曾沙养鞠须"
    "丰关相查后荆红游权盖益桓公仉肖闫佟覃"
)


class Fit(Enum):
    """What the two sides of a cut say."""

    STRONG = "one text"
    WEAK = "fits"
    NONE = "nothing"
    TORN = "two texts"


@dataclass(frozen=True, slots=True)
class Sides:
    """The words nearest to a cut, and how much the joined text gains (nats) by words across it."""

    left: str
    right: str
    next: str
    gain: float
    left_torn: bool
    right_torn: bool


def sides(left: str, right: str, words: Lexicon) -> Sides:
    """Read both sides of a cut as words."""
    tail = _HAN_TAIL.search(left[-_WINDOW:])
    head = _HAN_HEAD.match(right[:_WINDOW])
    before, after = tail[0] if tail else "", head[0] if head else ""
    cost_before, words_before = words.segment(before)
    cost_after, words_after = words.segment(after)
    gain = cost_before + cost_after - words.segment(before + after)[0] if before and after else 0.0
    return Sides(
        left=words_before[-1] if words_before else "",
        right=words_after[0] if words_after else "",
        next=words_after[1] if len(words_after) > 1 else "",
        gain=gain,
        left_torn=_torn_end(words_before, words),
        right_torn=torn_start(right, words),
    )


def fit(left: str, right: str, words: Lexicon, repeated: Container[str]) -> Fit:  # noqa: PLR0911 - a list of decisions, the surest first
    """Weigh a cut between two lines. `repeated`: the probes that stand whole elsewhere in the source."""
    if _YEAR.match(left) and _TIMES.match(right) and has_verb(left, words):
        return Fit.STRONG
    near = sides(left, right, words)
    if near.gain >= _WORD_GAIN:
        return Fit.STRONG
    if any(probe in repeated for probe in probes(left, right)):
        return Fit.STRONG
    if _NEVER_FIRST.match(right):
        whole = len(near.left) > 1 or words.tag.get(near.left, "x")[:1] in "fu" or not near.left
        return Fit.WEAK if whole and _may_close(left, right[0]) else Fit.TORN
    if _NUMBER_END.search(left) and _NUMBER_GOES_ON.match(right):
        return Fit.WEAK
    if near.left_torn or near.right_torn:
        return Fit.TORN
    opener = open_bracket(left[-_TERM:])
    if opener and closes(right[:_TERM], opener):
        return Fit.STRONG
    return Fit.WEAK if _grammatical(near, left, right, words) else Fit.NONE


def probes(left: str, right: str) -> list[str]:
    """The strings of six characters across a cut, at least two from each side."""
    return [left[-k:] + right[: 6 - k] for k in (2, 3, 4) if len(left) >= k and len(right) >= 6 - k]


def _may_close(left: str, mark: str) -> bool:
    return mark not in PAIRS.values() or PAIRS.get(open_bracket(left)) == mark


def torn_start(text: str, words: Lexicon) -> bool:  # noqa: PLR0911 - a list of signs
    """Whether a line begins in the middle of a word or of a phrase."""
    if _NEVER_FIRST.match(text):
        return True
    head = _HAN_HEAD.match(text[:_WINDOW])
    if not head or not head[0]:
        return False
    found = words.segment(head[0])[1]
    first, second = found[0], found[1] if len(found) > 1 else ""
    if len(first) > 1:
        return False
    tag = words.tag.get(first, "")
    if len(head[0]) == 1 and len(text) > 1 and text[1] in "。；！？、":
        return True
    if tag[:1] in {"u", "y", "k"} or first in "们性化率":
        return True
    if second in _PLACE_ENDS and len(head[0]) == 2 and first not in _SURNAMES and text[2:3] in "，、。":
        return True
    if len(second) < 2 or (first in _SURNAMES and first not in _MEASURES):
        return False
    return first in _MEASURES or words.later.get(first, 0) > _TORN * (words.alone.get(first, 0) + 50)


_PLACE_ENDS = ("省", "市", "县", "区", "镇", "乡", "村")
_MEASURES = frozenset("项件条个名位座台辆套吨克米亩度届次篇幅栋枚颗艘")


def _torn_end(found: list[str], words: Lexicon) -> bool:
    if not found or len(found[-1]) > 1:
        return False
    last = found[-1]
    return words.first.get(last, 0) > _TORN * (words.alone.get(last, 0) + 50)


def torn_end(text: str, words: Lexicon) -> bool:
    """Whether a line ends in the middle of a word."""
    tail = _HAN_TAIL.search(text[-_WINDOW:])
    found = words.segment(tail[0])[1] if tail else []
    return len(found) > 1 and (len(found[-2]) > 1 or found[-2] in "的和与及") and _torn_end(found, words)


def has_verb(text: str, words: Lexicon) -> bool:
    """Whether a verb of two characters or more stands in a text."""
    return any(
        words.tag.get(word, "") == "v"
        for run in re.findall(r"[\u3400-\u9fff]+", text)
        for word in words.segment(run)[1]
        if len(word) > 1
    )


def _grammatical(near: Sides, left: str, right: str, words: Lexicon) -> bool:  # noqa: PLR0911 - one case a part of speech
    """Whether the word after the cut is one that the word before it waits for."""
    if left[-1:] in "，、":
        return len(near.right) > 1 or (left[-1:] == "，" and near.right in _AFTER_COMMA)
    if near.left in _BEFORE_NUMBER and right[:1].isdigit():
        return True
    if not near.left or not near.right:
        return False
    before, after = (words.tag.get(w, "x")[:1] for w in (near.left, near.right))
    whole_left, whole_right = len(near.left) > 1, len(near.right) > 1
    if near.left in {"的", "地", "得"} or (before in "pc" and not whole_left) or before in "cp":
        return whole_right and after in "nvaljirbdmt"
    if before == "d":
        return whole_right and after in "va"
    if before == "v" and whole_left:
        compound = after == "v" and words.tag.get(near.next, "")[:1] == "n" and len(near.next) > 1
        return (whole_right and (after in "nlj" or compound)) or near.right in {"了", "着", "过"}
    if before == "r":
        return whole_right and after == "n"
    if before == "a" and whole_left:
        return near.right == "的"
    if before == "n" and whole_left:
        return near.right in {"和", "与", "及", "以及", "中", "上", "里", "内"}
    return False
