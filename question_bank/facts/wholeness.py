"""Whether a piece of a sentence is a whole statement: it has a predicate, and nothing else has run into it."""

from __future__ import annotations

import re
from itertools import pairwise

from question_bank.facts.finding import Range
from question_bank.facts.reading import is_balanced
from question_bank.lexicon.segment import words
from question_bank.lexicon.words import ARTICLE_NUMBER, DATELINE, DEMANDS, OBJECT_TAKERS, ORDINALS, UNGOVERNED

DELIMITERS = "，。；：！？,;:!?—"
LEADING_TIME = re.compile(
    r"(?:从|自|到|在|截至)?(?:\d|[一二三四五六七八九十近多几上])[^，。；]{0,14}(?:来|间|开始|以来|后|前|时|起|至今|期间|年|月|日|多年|晚|下午|上午)，"
    r"|(?:多年|长期|近年|一直以)来，|(?:在|当|自|从)[^，。；]{1,24}(?:时|后|前|中|期间|以来|以后|之后|过程中|下|上)，"
)
_ADVERBIAL = re.compile(
    r"(?:时|后|前|中|下|来|间|时间|开始|之际|基础上|会上|入手|背景|之邀|之内|为由|为名|名义)$|^(?:[\u4e00-\u9fff·]{0,10})(?:通过|经过|随着|面对|作为|为了|针对)[^了]*$"
)
_JOINT = re.compile(r"(?<=[\u4e00-\u9fff]{6})(?=\d+[多余]?年来，)")
"""Where a cut line was joined to one that begins with 70年来， the statement before it is complete."""
_HALF = re.compile(r"虽然|尽管|不但|如果|由于|^从[^，]{1,20}到[^，]{1,20}$")
"""What calls for another clause."""
_FROM_TO = re.compile(r"从[^。]*，[从到]")
_NAMED = re.compile(r"“[^“”]*”|《[^《》]*》")
_TELLS = re.compile(rf"(?:{'|'.join(OBJECT_TAKERS)})(?:着|了)?(?![^，]*的[\u4e00-\u9fff]{{2,4}}$)")
"""讲述着自己扎根一线27年: what is told (…的故事) is still to come."""
ATTRIBUTE = re.compile(
    r"(?<=[编写撰版作表著])了?(?P<attribute>(?:涵盖|包括|包含|涉及|介绍|反映|记录|讲述)[^《》。；]{4,60}的)(?=[\u4e00-\u9fff]{2,8}《)"
)
"""What stands between 主编了 and the title of a work."""
_OPEN_FRAME = re.compile(
    r"(?:^|[，：])(?:[\u4e00-\u9fff]{0,4})在(?:至少|超过|将近|大约|近|约)?\d[^，。年月日中里内外上下间处旁前后时]*(?=[，。]|$)"
)
"""在至少5吨的废渣反复萃取: 在 without the 中 that it needs."""
_WITH = re.compile("[迎冒沿顶朝怀向凭借趁]着[^，]*$")
"""迎着敌人的炮火: what was done so is still to come."""
_HEADS = re.compile(r"^(?!其中).*\d[多余]?[人名]$")
_LACKS_OF = re.compile(r"(?:加强|加大|深化|强化|改进)对[^，。；：的]{2,14}(?=[，。；]|$)")


def without_opening(text: str, start: int, end: int) -> int:
    """Past 第一， and 第二条, which number a statement and say nothing."""
    for pattern in (DATELINE, ARTICLE_NUMBER, ORDINALS):
        match = pattern.match(text, start, end)
        if match:
            start = match.end()
    return start


def statement_end(
    text: str, parts: list[Range], last: int, start: int, place: int, *, speaks: bool, whole: bool
) -> int:
    """The end of the statement: with the clause, or with the one that completes it."""
    while last < len(parts) - 1 and (
        text[parts[last][1] - 1] in "：—"
        or not is_balanced(text[start : parts[last][1]])
        or (text[parts[last + 1][0]].isdigit() and is_noun_only(text[slice(*parts[last + 1])]))
        or _is_unfinished(
            text[start : parts[last][1]], text[max(start, parts[last][0]) : parts[last][1]], speaks=speaks
        )
    ):
        last += 1
    if whole:
        last = len(parts) - 1
    end = parts[last][1]
    while end > start and text[end - 1] in DELIMITERS:
        end -= 1
    joint = _JOINT.search(text, place, end)
    return joint.start() if joint else end


def start_after_joint(text: str, start: int, place: int) -> int:
    joints = [m.start() for m in _JOINT.finditer(text, start) if m.start() <= place]
    return joints[-1] if joints else start


def _is_unfinished(piece: str, clause: str, *, speaks: bool) -> bool:
    """Whether the statement has no predicate yet: only a time, a means, or a noun with its attributes."""
    clause = clause.rstrip(DELIMITERS)
    if (
        LEADING_TIME.fullmatch(piece)
        or _ADVERBIAL.search(clause)
        or _HALF.search(clause)
        or _FROM_TO.match(piece)
        or (_only_how(clause))
        or _TELLS.search(clause)
        or _WITH.search(clause)
        or (not speaks and _is_headcount(clause))
    ):
        return True
    if not _has_predicate(piece.rstrip(DELIMITERS)):
        return True
    return not speaks and is_noun_only(ATTRIBUTE.sub("", piece).rstrip(DELIMITERS).rpartition("，")[2])


def _has_predicate(piece: str) -> bool:
    """Whether something is said: by a verb, by 以…为…, or by a noun with a number (行程80万公里)."""
    found = words(piece)
    return any(word.tag[0] == "v" or word.text in ("是", "为") for word in found) or any(
        a.is_noun and b.text[0].isdigit() for a, b in pairwise(found)
    )


def _is_headcount(clause: str) -> bool:
    """Whether a clause only counts people who do something in the next one: 各校学生代表1000多人."""
    return bool(_HEADS.search(clause)) and not any(
        word.is_verb or (word.text[0].isdigit() and word.start == 0) for word in words(clause)
    )


def _only_how(clause: str) -> bool:
    """Whether a clause only says how or where: 围绕重大战略、重大工程."""
    found = [word for word in words(clause) if word.text not in DEMANDS]
    governed = any(word.is_verb and len(word.text) > 1 for word in found[1:])
    return bool(found) and found[0].text in UNGOVERNED and not governed


def is_noun_only(clause: str) -> bool:
    """Whether a clause is a noun with its attributes: 1800余小时的作业时间."""
    clause = _NAMED.sub("某物", clause.rstrip(DELIMITERS))
    found = words(clause)
    if not found or any(word.text in ("是", "有", "达", "为", "就是") for word in found[1:]):
        return False
    if any(word.tag in ("ul", "uz", "ug") for word in found):
        return False  # 了, 着, 过: something happened
    last_of = max((i for i, word in enumerate(found) if word.text == "的"), default=-1)
    if last_of < 0 or any(word.is_verb for word in found[last_of + 1 :]):
        return False
    before = found[last_of - 1]
    relative = before.tag in ("v", "vn") and not any(word.is_verb for word in found if word is not before)
    return relative or found[0].is_verb or found[0].tag in ("d", "ad") or found[0].tag[0] == "m"


def han(text: str) -> int:
    return sum("\u4e00" <= character <= "\u9fff" for character in text)


def is_suspicious(text: str) -> bool:
    """Whether a text has a word that does not belong, or lacks one that does.

    A verb, then a single adjective, then 的 (完善|细|的); 加强对… without the 的 that it needs (加强对理论学习).
    """
    if _LACKS_OF.search(text) or _OPEN_FRAME.search(text):
        return True
    found = words(text)
    return any(
        a.is_verb
        and len(a.text) > 1
        and len(b.text) == 1
        and b.tag in ("a", "ag", "ng", "vg", "g")
        and c.text == "的"
        for a, b, c in zip(found, found[1:], found[2:], strict=False)
    )
