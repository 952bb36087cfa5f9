"""HTML: block elements are paragraphs, and whatever is no part of the text (scripts, navigation, forms) is left out.

The parser reports tags and text in order, so a page needs no tree; a cell of a table counts when it holds sentences
or paragraphs of its own, as in pages laid out by tables, and not when it holds data.
"""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from question_bank.text.decoding import decode, require_text
from question_bank.text.formats.blocks import Block, Content, Kind, content_of
from question_bank.text.refusal import UnreadableSource

_DEPTH = 300
"""Open tags. The parser's time grows with their number times that of stray closing tags."""
_CHUNK = 65536

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_DECLARED = {
    b"utf-8": "utf-8",
    b"utf8": "utf-8",
    b"gb2312": "gb18030",
    b"gbk": "gb18030",
    b"gb18030": "gb18030",
    b"gb_2312-80": "gb18030",
    b"big5": "big5",
}
_TAG = re.compile(r"<[A-Za-z!]")
_OUT_OF_LINE = (
    "noscript template nav footer aside form select option textarea canvas object iframe audio video head title "
    "pre dialog menu"
)
_OUT_INLINE = "script style svg button rt rp del annotation"
_LEFT_OUT = frozenset(f"{_OUT_OF_LINE} {_OUT_INLINE}".split())
_IN_LINE = (
    "a abbr acronym b bdi bdo big cite code data dfn em font i img ins kbd label mark nobr o:p q rb rtc ruby s samp "
    "small span strike strong sub sup time tt u var wbr math mi mn mo mrow msup msub mfrac semantics mtext"
)
_INLINE = frozenset(f"{_IN_LINE} {_OUT_INLINE}".split())
_SENTENCE = re.compile("[。！？；]")


def read(data: bytes, path: Path) -> Content:
    """The paragraphs of a page, their place under the heading before them. Raise UnreadableSource for what is none."""
    charset = _CHARSET.search(data, 0, 4096)
    declared = _DECLARED.get(charset[1].lower(), "") if charset else ""
    text, encoding = decode(data, path, declared, markup=True)
    require_text(text, path)
    if not _TAG.search(text):
        raise UnreadableSource(f"“{path}”里没有网页标签，若是普通文本请把后缀改为 .txt。")
    page = _Page()
    # `target` and `feed` report what is read at once, so that a page nested too deep is left at once.
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True)
    try:
        content = text.encode()
        for start in range(0, len(content), _CHUNK):
            parser.feed(content[start : start + _CHUNK])
        parser.close()
    except _TooDeep:
        raise UnreadableSource(f"“{path}”的标签嵌套超过 {_DEPTH} 层，无法读取。") from None
    except etree.LxmlError as error:
        raise UnreadableSource(f"“{path}”不是有效的网页文件。") from error
    return content_of(page.blocks, encoding)


class _TooDeep(Exception):  # noqa: N818 - an event, told to `read` alone
    pass


class _Page:
    """Gathers the paragraphs while the parser reports tags and text."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._open: list[str] = []
        self._left_out = 0
        self._heading = ""
        self._count = 0

    def start(self, tag: str, _attributes: object) -> None:
        if len(self._open) >= _DEPTH:
            raise _TooDeep
        if tag not in _INLINE:
            self._end_paragraph()
        self._open.append(tag)
        self._left_out += tag in _LEFT_OUT

    def end(self, tag: str) -> None:
        if tag not in _INLINE:
            self._end_paragraph()
        self._left_out -= tag in _LEFT_OUT
        self._open.pop()

    def data(self, text: str) -> None:
        if not self._left_out:
            self._text.append(text)

    def comment(self, _text: str) -> None:
        """A comment is no text."""

    def close(self) -> None:
        self._end_paragraph()

    def _end_paragraph(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text = []
        if not text:
            return
        blocks = [tag for tag in self._open if tag not in _INLINE]
        within = blocks[-1] if blocks else ""
        if within in ("td", "th", "tr", "caption") and not _SENTENCE.search(text):
            return
        if re.fullmatch("h[1-6]", within):
            self._heading, self._count = text, 0
            self.blocks.append(Block(text, Kind.HEADING, f"“{text}”"))
            return
        self._count += 1
        kind = Kind.ITEM if "li" in blocks or "dt" in blocks else Kind.PARAGRAPH
        place = f"第 {self._count} 段"
        self.blocks.append(Block(text, kind, f"“{self._heading}”下{place}" if self._heading else place))
