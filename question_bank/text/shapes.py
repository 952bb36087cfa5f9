"""What a line looks like by itself: closed, a heading, running text, verse, an item of a list."""

from __future__ import annotations

import re

from question_bank.text.lexicon import Lexicon

_CLOSERS = "”’」』）)】》〉"
_NUMBER = "[0-9〇零一二三四五六七八九十百千]+"

_CLOSED = re.compile(rf"[。！？!?…；;：:~～][{_CLOSERS}]*$|[。！？!?…][{_CLOSERS}]*（[^（）]*）$")
_OPENS_PARAGRAPH = re.compile(
    rf"第{_NUMBER}[章节条款编篇部回课讲]|[一二三四五六七八九十]{{1,3}}[、.．]|[（(]{_NUMBER}[）)]|{_NUMBER}[.．、)）](?![0-9])"
    r"|[【●■◆▲★○□◇•*#]|——|[①-⑳]|附[：:]|注[：:]|[图表][0-9]"
)
_DATE = r"(?:[0-9]{2,4}年)?[0-9]{1,2}月[0-9]{1,2}日"
_NOTE = re.compile(
    rf"[（(](?:{_DATE}|[0-9]{{4}}年[0-9]{{0,2}}月?)[）)]|{_DATE}|[（(][^（）()]{{2,20}}电[）)]"
    r"|[（(]?(?:来源|作者|记者|编辑|责编|责任编辑|供稿|通讯员)[：: ][^。，]{1,30}[）)]?|——[^。]{2,40}"
)
_SENTENCE_START = re.compile(
    r"(?:[0-9]+多?年来|[近多几]年来|长期以来|今年以来|[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|目前|如今|随后|当时|近日|日前|此后|后来)，"
)
_ARTICLE = re.compile(rf"第{_NUMBER}条[ ：:].{{7}}")
_INNER_STOP = re.compile(r"[。！？；][^”’」』）】》]")
_UNFINISHED_MARK = re.compile(r"[，、（“‘《〈「『—]$")
_UNFINISHED_WORDS = frozenset("的地得和与及或为在对把被将由从向以于并而是")
_HEADING_LENGTH = 40
_CLAUSES_LENGTH = 26
"""A heading of two clauses is shorter than a long one of one."""


def closed(text: str) -> bool:
    """Whether a line ends as a sentence, an item, or an introduction of what follows ends."""
    return bool(_CLOSED.search(text))


def opens_paragraph(text: str) -> bool:
    """Whether a line starts as only a new paragraph does: an article, a number, a bullet, a dash."""
    return bool(_OPENS_PARAGRAPH.match(text))


def note(text: str) -> bool:
    """Whether a line is a date, a dateline, a credit, a subtitle: apparatus, no running text."""
    return bool(_NOTE.fullmatch(text))


def unfinished(text: str, words: Lexicon) -> bool:
    """Whether a line ends in a mark or a word after which something must follow."""
    if _UNFINISHED_MARK.search(text):
        return True
    return text[-1:] in _UNFINISHED_WORDS and words.segment(text[-8:])[1][-1] == text[-1]


def title_like(text: str, words: Lexicon) -> bool:
    """Whether a line without a closing mark may be a heading, a caption, a name: short, and no sentence inside."""
    return (
        len(text) <= (_CLAUSES_LENGTH if "，" in text else _HEADING_LENGTH)
        and not closed(text)
        and not unfinished(text, words)
        and not _SENTENCE_START.match(text)
        and not _ARTICLE.match(text)
        and not _INNER_STOP.search(text)
        and text.count("，") <= 1
        and not ("，" in text and text[-1].isdigit())
        and open_bracket(text) == ""
    )


_ISSUER = re.compile(r"(?:中央|国务院|委员会|办公厅|办公室|政府|党委|总工会|[部厅局署院会])$")
_ISSUED = re.compile(
    r"关于.*(?:决定|意见|通知|规定|办法|公告|命令|批复|报告|函|方案|条例|纪要|通报|决议|公报|建议|细则|指示|倡议书)$"
)
_FRAME = re.compile(r"在[^，。]{2,20}[中上下里前后时]$")


def headline_goes_on(left: str, right: str, words: Lexicon) -> bool:
    """Whether a headline was set in two lines: an issuer before `关于…的决定`, or `在…中` before a verb."""
    if not title_like(left, words) or not title_like(right, words):
        return False
    if _ISSUED.match(right):
        return bool(_ISSUER.search(left))
    first = words.segment(right[:8])[1][0]
    return bool(_FRAME.fullmatch(left)) and len(first) > 1 and words.tag.get(first, "")[:1] == "v"


def record(text: str, words: Lexicon) -> bool:
    """Whether a longer line is one statement without clauses: an entry of a table, of a chronicle."""
    bare = re.sub(r"《[^》]*》|（[^）]*）|“[^”]*”", "", text)
    return (
        not closed(text)
        and not re.search(r"[，。；！？、]", bare)
        and not unfinished(text, words)
        and " " in bare
    )


def verse_pair(left: str, right: str) -> bool:
    """Whether two short lines of one length follow each other, as in a poem."""
    a, b = (re.sub(r"[^\u3400-\u9fff]", "", t) for t in (left, right))
    return 3 <= len(a) <= 16 and len(a) == len(b) and len(left) <= len(a) + 2


PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "「": "」", "『": "』", "【": "】", "〈": "〉"}


def open_bracket(text: str) -> str:
    """The innermost bracket or quotation that a text leaves open, or nothing."""
    stack: list[str] = []
    for char in text:
        if char in PAIRS:
            stack.append(char)
        elif stack and PAIRS[stack[-1]] == char:
            stack.pop()
    return stack[-1] if stack else ""


def closes(text: str, opener: str) -> bool:
    """Whether a text closes a bracket that was opened before it, within its first 40 characters."""
    head = text[:40]
    end = head.find(PAIRS[opener])
    return end >= 0 and opener not in head[:end] and not re.search(r"[。！？]", head[:end])
